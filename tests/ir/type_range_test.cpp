// SPDX-License-Identifier: Apache-2.0
#include "ir/type_range.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <span>

#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::ir {
namespace {

/// At the start of steps, when all temporaries are 0.
RC_GTEST_PROP(TypeRanges, ContainWhatExpressionsYield, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  const Interpreter interpreter(system);
  const auto states = test::reachable(system, 100).states;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task) {
    TypeRanges ranges(system, {0, 0});
    const std::vector<Value> zeros(system.tasks[task].temporaries.size());
    for (const Instruction& instruction : system.tasks[task].code) {
      if (instruction.expression == ExprId::none) continue;
      const Interval range = ranges.of(instruction.expression);
      for (const State& state : states) {
        const std::span<const Value> all(state);
        const Scope scope{
            .shared = all.first(system.globals.size()),
            .local = all.subspan(interpreter.index().frame(task, 0), system.tasks[task].frame.size()),
            .temporary = zeros,
            .self = 0,
            .arguments = {}};
        RC_ASSERT(range.contains(Evaluator(system, scope).value(instruction.expression)));
      }
    }
  }
}

TEST(TypeRanges, KnowTheCopy) {
  System system;
  const ExprId self = system.expressions.self();
  EXPECT_EQ(TypeRanges(system, {2, 2}).of(self), (Interval{2, 2}));
  EXPECT_EQ(TypeRanges(system, {0, 3}).of(self), (Interval{0, 3}));
}

}  // namespace
}  // namespace mc::ir
