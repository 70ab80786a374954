// SPDX-License-Identifier: Apache-2.0
// C means here what it means to a C compiler: models with a single task that never waits, run as programs.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>

#include "cli/process.h"
#include "support/model_case.h"

namespace mc::test {
namespace {

bool is_a_program(const ModelCase& model) {
  std::ifstream in(model.files.front());
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return model.expect == ModelCase::Expect::holds && model.files.size() == 1 &&
         text.find("MC_TASK(task, 1)") != std::string::npos && text.find("MC_COVERED") != std::string::npos;
}

std::vector<ModelCase> programs() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       is_a_program);
  return result;
}

class Native : public testing::TestWithParam<ModelCase> {};

TEST_P(Native, ChecksHoldAsACompilerUnderstandsThem) {
  if (run({"cc", "--version"}).exit != 0) GTEST_SKIP() << "needs cc";
  const ModelCase& model = GetParam();
  const std::string source = MC_SOURCE_DIR;
  const Directory scratch;
  std::vector<std::string> compile{"cc",
                                   "-std=gnu11",
                                   "-w",
                                   "-I" + source + "/model/include",
                                   "-include",
                                   source + "/tests/models/native.h",
                                   "-o",
                                   scratch / "program",
                                   model.files.front().string()};
  for (const std::string& define : model.defines) compile.push_back("-D" + define);
  const Ended compiled = run(compile);
  ASSERT_EQ(compiled.exit, 0) << compiled.errors;
  const Ended ended = run({scratch / "program"});
  EXPECT_EQ(ended.exit, 0) << ended.output;
}

INSTANTIATE_TEST_SUITE_P(Language, Native, testing::ValuesIn(programs()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::test
