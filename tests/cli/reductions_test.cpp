// SPDX-License-Identifier: Apache-2.0
// What is left out of a search changes no verdict: every test model with every reduction switched off.
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>

#include "ir/interpreted_generator.h"
#include "reduce/stubborn_search.h"
#include "reduce/symmetric_search.h"
#include "reduce/symmetry.h"
#include "support/expect_verdict.h"
#include "support/model_input.h"
#include "trace/trace.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

using transform::Reductions;

std::vector<ModelCase> accepted() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
                       [](const ModelCase& model) { return model.expect != ModelCase::Expect::refused; });
  return result;
}

class EveryReduction : public testing::TestWithParam<ModelCase> {
 protected:
  /// Returns how many states there are.
  std::uint64_t check(const Reductions& reductions) const {
    const ir::System told = transform::merged(*loaded_.system, reductions);
    const ir::System searched = transform::optimised(told, reductions);
    const auto factory = [&] { return std::make_unique<ir::InterpretedGenerator>(searched); };
    const explore::Result result = explore::breadth_first(searched, factory, {.threads = 1});
    if (GetParam().expect == ModelCase::Expect::holds) {
      EXPECT_EQ(result.verdict, ir::Verdict::holds);
      EXPECT_EQ(uncovered(searched, result.covered), GetParam().uncovered);
      return result.counts.states;
    }
    if (!result.violation) {
      ADD_FAILURE() << "no violation found";
      return 0;
    }
    const trace::Trace trace = trace::replay(told, *result.violation);
    EXPECT_EQ(trace.property, GetParam().text);
    return 0;
  }
  void check_stubborn_sets() const {
    const ir::System told = transform::merged(*loaded_.system, Reductions{});
    const ir::System searched = transform::optimised(told);
    const auto factory = [&] { return std::make_unique<ir::InterpretedGenerator>(searched); };
    const explore::Result whole = explore::breadth_first(searched, factory, {.threads = 1});
    const explore::Result part = reduce::stubborn_search(searched, {}, factory, {.threads = 1});
    EXPECT_EQ(part.verdict, whole.verdict);
    EXPECT_LE(part.counts.states, whole.counts.states);
    ASSERT_EQ(part.violation.has_value(), whole.violation.has_value());
    if (part.violation) {
      EXPECT_EQ(part.violation->moves, whole.violation->moves);
    } else {
      EXPECT_EQ(part.covered, whole.covered);
      EXPECT_EQ(part.valuations, whole.valuations);
    }
  }

  /// Any parameter may be the number of something interchangeable, declared or not. Returns how many are.
  unsigned check_symmetry() const {
    const ir::System told = transform::merged(*loaded_.system, Reductions{});
    const ir::System searched = transform::optimised(told);
    const auto factory = [&] { return std::make_unique<ir::InterpretedGenerator>(searched); };
    const explore::Result whole = explore::breadth_first(searched, factory, {.threads = 1});
    unsigned found = 0;
    for (const ir::ModelParameter& parameter : searched.parameters) {
      const reduce::SymmetryFinding finding = reduce::find_symmetry(searched, parameter.name);
      if (!finding.symmetry) continue;
      ++found;
      const explore::Result part =
          reduce::symmetric_search(searched, {*finding.symmetry}, factory, {.threads = 1});
      EXPECT_EQ(part.verdict, whole.verdict);
      EXPECT_EQ(part.covered, whole.covered);
      EXPECT_EQ(part.counts.depth, whole.counts.depth);
      EXPECT_LE(part.counts.states, whole.counts.states);
      if (!part.violation) continue;
      EXPECT_EQ(part.violation->moves.size(), whole.violation->moves.size());
      EXPECT_EQ(trace::replay(told, *part.violation).property, GetParam().text);
    }
    return found;
  }
  const frontend::Loaded loaded_ = frontend::load(input_of(GetParam()));
};

TEST_P(EveryReduction, KeepsTheVerdict) {
  ASSERT_TRUE(loaded_.system);
  constexpr Reductions none{.partial_order = false, .slicing = false, .dead_variables = false};
  const std::uint64_t most = check(none);
  check({.partial_order = false});
  check({.dead_variables = false});
  EXPECT_LE(check({.slicing = false}), most);
  EXPECT_LE(check({}), most);
}

TEST_P(EveryReduction, StubbornSetsKeepTheVerdict) {
  ASSERT_TRUE(loaded_.system);
  check_stubborn_sets();
}

TEST_P(EveryReduction, SymmetryKeepsTheVerdict) {
  ASSERT_TRUE(loaded_.system);
  const unsigned found = check_symmetry();
  const bool declared = !loaded_.system->symmetric.empty();
  // Those of --any branch on one index within a loop over all, where no symmetry is looked for.
  EXPECT_TRUE(found > 0 || !declared || !GetParam().any.empty());
}

INSTANTIATE_TEST_SUITE_P(Models, EveryReduction, testing::ValuesIn(accepted()),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace mc::test
