// SPDX-License-Identifier: Apache-2.0
// The numbers that test models claim, counted by Spin on models of the same written by hand in Promela.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>

#include "cli/process.h"
#include "support/model_case.h"

namespace mc::test {
namespace {

std::vector<ModelCase> counted_by_spin() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [](const ModelCase& model) { return !model.spin.empty(); });
  return result;
}

class Spin : public testing::TestWithParam<ModelCase> {};

TEST_P(Spin, CountsTheSame) {
  const ModelCase& model = GetParam();
  const std::string folder = MC_SOURCE_DIR "/tests/spin";
  const std::string what = model.states ? "states " : "length ";
  const Ended ended = run({"sh", "-c", "./count.sh " + what + model.spin}, {.directory = folder});
  if (ended.exit == 77) GTEST_SKIP() << "needs spin and cc";
  ASSERT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_EQ(std::stoull(ended.output), model.states ? *model.states : model.length.value());
}

INSTANTIATE_TEST_SUITE_P(Textbook, Spin, testing::ValuesIn(counted_by_spin()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::test
