// SPDX-License-Identifier: Apache-2.0
// Every test model, as the frontend reads it and the interpreter understands it.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "support/expect_verdict.h"
#include "support/model_input.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

constexpr std::size_t most_states = 20000;

/// But for those of --any, some of which are large: tests/any looks at them.
std::vector<ModelCase> cases(bool refused) {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [refused](const ModelCase& model) {
                         return refused == (model.expect == ModelCase::Expect::refused) && model.any.empty();
                       });
  return result;
}

std::string name_of(const testing::TestParamInfo<ModelCase>& test) {
  return test.param.name;
}

class Refused : public testing::TestWithParam<ModelCase> {};

TEST_P(Refused, SaysWhereAndWhy) {
  expect_refusal(GetParam(), frontend::load(input_of(GetParam())));
}

INSTANTIATE_TEST_SUITE_P(Models, Refused, testing::ValuesIn(cases(true)), name_of);

class Accepted : public testing::TestWithParam<ModelCase> {
 protected:
  void SetUp() override {
    frontend::Loaded loaded = frontend::load(input_of(model));
    ASSERT_TRUE(loaded.system) << loaded.errors.front().rendered;
    system = std::move(*loaded.system);
    merged = transform::merged(system);
  }

  const ModelCase& model = GetParam();
  ir::System system, merged;
};

TEST_P(Accepted, DoesWhatItsFirstCommentSays) {
  expect_verdict(model, merged, reachable(merged, most_states));
}

TEST_P(Accepted, DoesItInTheStatesThatAreGiven) {
  const ir::System optimised = transform::optimised(merged);
  const Reachable found = reachable(optimised, most_states);
  expect_verdict(model, optimised, found);
  EXPECT_LE(found.states.size(), reachable(merged, most_states).states.size());
  if (model.states) {
    EXPECT_EQ(found.states.size(), *model.states);
  }
}

/// Statements on locals that are steps of their own change no verdict, only the number of steps.
TEST_P(Accepted, DoesTheSameInFinerSteps) {
  const Reachable fine = reachable(system, most_states), coarse = reachable(merged, most_states);
  ASSERT_TRUE(fine.complete && coarse.complete);
  EXPECT_EQ(fine.violated().empty(), coarse.violated().empty());
  if (fine.violated().empty()) {
    EXPECT_EQ(uncovered(system, fine.covered), uncovered(merged, coarse.covered));
  }
}

INSTANTIATE_TEST_SUITE_P(Models, Accepted, testing::ValuesIn(cases(false)), name_of);

}  // namespace
}  // namespace mc::test
