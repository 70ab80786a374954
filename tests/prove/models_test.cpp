// SPDX-License-Identifier: Apache-2.0
// Small test models: what an SMT solver proves or refutes is what their first comments say.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "prove/prove.h"
#include "support/model_input.h"
#include "support/reachable.h"
#include "trace/trace.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

constexpr std::size_t most_states = 3000;

std::vector<ModelCase> accepted() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [](const ModelCase& model) { return model.expect != ModelCase::Expect::refused; });
  return result;
}

class Proved : public testing::TestWithParam<ModelCase> {};

TEST_P(Proved, AgreesWithTheInterpreter) {
  const ModelCase& model = GetParam();
  const frontend::Loaded loaded = frontend::load(input_of(model));
  ASSERT_TRUE(loaded.system) << loaded.errors.front().rendered;
  const ir::System merged = transform::merged(*loaded.system), optimised = transform::optimised(merged);
  const Reachable found = reachable(optimised, most_states);
  if (!found.complete) GTEST_SKIP() << "more states than are learnt from in a test";
  const prove::Result result = prove::prove(optimised, {.methods = {prove::Method::learn}});
  if (found.violations.empty()) {
    EXPECT_EQ(result.verdict, ir::Verdict::holds);
    ASSERT_TRUE(result.invariant);
    EXPECT_EQ(result.covered, found.covered);
  } else {
    ASSERT_EQ(result.verdict, ir::Verdict::violated);
    EXPECT_EQ(result.violation->moves.size(), found.first_violation());
    EXPECT_TRUE(found.violated().contains(result.violation->property));
    trace::replay(merged, *result.violation);
  }
}

INSTANTIATE_TEST_SUITE_P(Models, Proved, testing::ValuesIn(accepted()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::test
