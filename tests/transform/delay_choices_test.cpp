// SPDX-License-Identifier: Apache-2.0
// Which steps are joined to the choice before them. That nothing else changes is tested in slice_test.
#include "transform/delay_choices.h"

#include <gtest/gtest.h>

#include "ir/validate.h"
#include "support/builder.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::transform {

namespace {

using ir::System;
using test::Builder;
using test::range;

constexpr Reductions early{.partial_order = false};

std::vector<bool> starts(const System& system) {
  EXPECT_TRUE(ir::validate(system).empty());
  std::vector<bool> result;
  for (const ir::Instruction& instruction : system.tasks[0].code) result.push_back(instruction.step);
  return result;
}

/// Two copies set x, choose, and go on.
struct Example : Builder {
  ir::PlaceId x = global("x", range(0, 9)), chosen{};

  Example() {
    const auto invariant = property("invariant", ir::Property::Kind::invariant);
    system.invariants.push_back(not_zero(invariant, load(x)));
    task("t", 2);
    chosen = local("chosen", range(0, 9));
    step().assign(x, constant(1));
    step().choose(chosen, constant(4));
  }
};

TEST(DelayChoices, JoinTheStepThatUsesThem) {
  Example e;
  e.step().assign(e.x, e.load(e.chosen));
  e.end();
  const System now = merged(e.system, early), later = merged(e.system, Reductions{});
  EXPECT_EQ(starts(now), (std::vector{true, false, true, true}));
  EXPECT_EQ(starts(later), (std::vector{true, true, false, true}));
  EXPECT_LT(test::reachable(optimised(later)).states.size(), test::reachable(optimised(now)).states.size());
}

TEST(DelayChoices, DoNotJoinAStepThatMayWait) {
  Example e;
  e.step().await(e.equal(e.load(e.x), e.load(e.chosen)));
  e.step().assign(e.x, e.constant(2));
  e.end();
  EXPECT_EQ(starts(merged(e.system, Reductions{})), (std::vector{true, false, true, true, true}));
}

/// The loop comes back to the step: there it is the jump that starts a step now.
TEST(DelayChoices, JoinTheHeadOfALoop) {
  Example e;
  e.step().assign(e.x, e.load(e.chosen));
  e.step().branch(e.load(e.x), 5);
  e.jump(2);
  e.end();
  EXPECT_EQ(starts(merged(e.system, Reductions{})), (std::vector{true, true, false, true, true, true}));
}

TEST(DelayChoices, JoinWhatComesAfterTheEntry) {
  Builder b;
  const auto x = b.global("x");
  b.task("t", 2);
  const auto l = b.local("l");
  b.step().assign(l, b.constant(1));
  b.step().assign(x, b.load(l));
  b.step().await(b.load(x));
  b.end();
  EXPECT_EQ(starts(merged(b.system, Reductions{})), (std::vector{true, false, true, true}));
}

}  // namespace

}  // namespace mc::transform
