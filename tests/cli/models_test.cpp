// SPDX-License-Identifier: Apache-2.0
// Every test model through the whole chain: compiled, searched in parallel, judged by Z3, replayed.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "codegen/compiled_system.h"
#include "explore/search.h"
#include "smt/judge.h"
#include "support/expect_verdict.h"
#include "support/model_input.h"
#include "trace/trace.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

std::vector<ModelCase> accepted() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [](const ModelCase& model) { return model.expect != ModelCase::Expect::refused; });
  return result;
}

void expect_equal(const explore::Result& one, const explore::Result& two) {
  EXPECT_EQ(one.verdict, two.verdict);
  EXPECT_EQ(one.counts.states, two.counts.states);
  EXPECT_EQ(one.counts.transitions, two.counts.transitions);
  EXPECT_EQ(one.counts.depth, two.counts.depth);
  EXPECT_EQ(one.covered, two.covered);
  ASSERT_EQ(one.violation.has_value(), two.violation.has_value());
  if (one.violation) {
    EXPECT_EQ(one.violation->property, two.violation->property);
    EXPECT_EQ(one.violation->moves, two.violation->moves);
  }
}

void expect_counted(const explore::Result& result, const Reachable& found) {
  EXPECT_EQ(result.counts.states, found.states.size());
  EXPECT_EQ(result.counts.transitions, found.transitions);
  EXPECT_EQ(result.counts.depth, found.depth);
  EXPECT_EQ(result.covered, found.covered);
}

/// The interpreter runs the violation, and Z3 has the same opinion of every valuation that was met.
void expect_confirmed(const ir::System& system, const explore::Result& result) {
  std::optional<smt::Valuation> violated;
  if (result.violation) {
    const trace::Trace trace = trace::replay(system, *result.violation);
    EXPECT_EQ(trace.steps.size(), result.violation->moves.size());
    if (trace.violated != ir::FormulaId::none)
      violated = {.formula = trace.violated, .arguments = trace.arguments};
  }
  EXPECT_TRUE(smt::judge(system, result.valuations, violated).disagreements.empty());
}

class WholeChain : public testing::TestWithParam<ModelCase> {};

TEST_P(WholeChain, AgreesWithTheInterpreter) {
  const ModelCase& model = GetParam();
  const frontend::Loaded loaded = frontend::load(input_of(model));
  ASSERT_TRUE(loaded.system) << loaded.errors.front().rendered;
  const ir::System merged = transform::merged(*loaded.system), optimised = transform::optimised(merged);
  const codegen::CompiledSystem compiled(optimised);
  const auto search = [&](unsigned threads) {
    return explore::breadth_first(optimised, [&] { return compiled.generator(); }, {.threads = threads});
  };
  const explore::Result result = search(1);
  expect_equal(result, search(2));
  expect_confirmed(merged, result);

  const Reachable found = reachable(optimised, 100000);
  if (model.expect == ModelCase::Expect::holds) {
    ASSERT_TRUE(found.complete);
    EXPECT_EQ(result.verdict, ir::Verdict::holds);
    expect_counted(result, found);
    return;
  }
  ASSERT_TRUE(result.violation);
  EXPECT_EQ(merged.properties[ir::index(result.violation->property)].name, model.text);
  EXPECT_EQ(result.violation->moves.size(), found.first_violation());
}

INSTANTIATE_TEST_SUITE_P(Models, WholeChain, testing::ValuesIn(accepted()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::test
