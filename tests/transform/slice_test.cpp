// SPDX-License-Identifier: Apache-2.0
// What slicing leaves out. That the rest goes on as before is tested in same_moves_test.
#include "transform/slice.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ir/print.h"
#include "ir/validate.h"
#include "support/builder.h"
#include "support/lockstep.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::transform {

namespace {

using ir::Instruction;
using ir::System;
using test::Builder;
using test::range;
using test::Reachable;

std::vector<bool> idle(const ir::Task& task) {
  std::vector<bool> result;
  for (const Instruction& instruction : task.code)
    result.push_back(instruction.kind == Instruction::Kind::jump);
  return result;
}

/// x is observed; history is written under conditions and read to write more history.
struct Example : Builder {
  ir::PlaceId x = global("x", range(0, 3)), y = global("y"), history = global("history"),
              more = global("more");

  Example() {
    const auto invariant = property("invariant", ir::Property::Kind::invariant);
    system.invariants.push_back(not_zero(invariant, load(x)));
    task("t", 2);
  }
  std::vector<bool> sliced() {
    end();
    EXPECT_TRUE(ir::validate(system).empty());
    slice(system);
    return idle(system.tasks[0]);
  }
};

TEST(Slice, CutsWhatOnlyFeedsItself) {
  Example e;
  e.step().assign(e.history, e.load(e.x));
  e.step().assign(e.more, e.load(e.history));
  e.step().assign(e.x, e.load(e.y));
  e.step().assign(e.y, e.constant(1));
  EXPECT_EQ(e.sliced(), (std::vector{true, true, false, false, false}));
}

TEST(Slice, CutsBranchesThatDecideNothing) {
  Example e;
  e.step().branch(e.load(e.history), 2);
  e.assign(e.more, e.constant(1));
  e.assign(e.x, e.constant(1));
  EXPECT_EQ(e.sliced(), (std::vector{true, true, false, false}));
}

TEST(Slice, KeepsBranchesAroundWhatIsNeeded) {
  Example e;
  e.step().branch(e.load(e.history), 2);
  e.assign(e.x, e.constant(1));
  e.step().assign(e.history, e.load(e.more));
  EXPECT_EQ(e.sliced(), (std::vector{false, false, false, false}));
}

TEST(Slice, KeepsBranchesAroundTheEndOfAStep) {
  Example e;
  e.step().branch(e.load(e.history), 2);
  e.step().assign(e.more, e.constant(1));
  e.assign(e.x, e.constant(1));
  EXPECT_EQ(e.sliced(), (std::vector{false, true, false, false}));
}

TEST(Slice, KeepsWaitsChoicesAndLoops) {
  Example e;
  e.step().await(e.load(e.history));
  e.step().choose(e.more, e.load(e.y));
  e.step().branch(e.load(e.x), 2);
  e.step().assign(e.history, e.constant(1));
  e.step().assign(e.y, e.constant(1));
  EXPECT_EQ(e.sliced(), (std::vector{false, false, false, false, false, false}));
}

TEST(Slice, TellsTheElementsOfAnArrayApart) {
  Builder b;
  const auto first = b.global("a[0]"), second = b.global("a[1]");
  const auto invariant = b.property("invariant", ir::Property::Kind::invariant);
  b.system.invariants.push_back(b.not_zero(invariant, b.load(second)));
  b.task("t");
  b.step().assign(first, b.constant(1));
  b.step().assign(second, b.constant(1));
  b.end();
  slice(b.system);
  EXPECT_EQ(idle(b.system.tasks[0]), (std::vector{true, false, false}));
}

TEST(Merged, JoinsStepsThatOnlyWriteHistory) {
  Example e;
  e.step().assign(e.x, e.constant(1));
  e.step().branch(e.load(e.history), 3);
  e.step().assign(e.more, e.constant(1));
  e.step().assign(e.history, e.load(e.more));
  e.step().assign(e.x, e.constant(2));
  e.end();
  const System told = merged(e.system, Reductions{});
  std::vector<bool> starts;
  for (const Instruction& instruction : told.tasks[0].code) starts.push_back(instruction.step);
  EXPECT_EQ(starts, (std::vector{true, false, false, false, true, true}));
  const System engine = optimised(told);
  EXPECT_EQ(bits(engine.globals[1].type) + bits(engine.globals[2].type) + bits(engine.globals[3].type), 0u);
}

using Kept = std::set<ir::State>;

/// The values that slots which `reads` holds have together in some reachable state.
Kept kept(const Reachable& found, const std::vector<bool>& reads) {
  Kept result;
  for (const ir::State& state : found.states) {
    ir::State part;
    for (std::size_t slot = 0; slot < reads.size(); ++slot)
      if (reads[slot]) part.push_back(state[slot]);
    result.insert(part);
  }
  return result;
}

bool a_check_fails(const System& system, const Reachable& found) {
  return std::ranges::any_of(found.violated(), [&](ir::PropertyId id) {
    const auto kind = system.properties[ir::index(id)].kind;
    return kind == ir::Property::Kind::check || kind == ir::Property::Kind::built_in;
  });
}

/// Slicing and merging in turns keep what merging alone promises, of the slots that are still read.
RC_GTEST_PROP(Merged, KeepsWhatItSays, (std::uint64_t seed)) {
  const System before = test::random_system(seed, *rc::gen::inRange(1u, 6u));
  const System told = merged(before, Reductions{}), engine = optimised(told);
  RC_LOG() << to_string(before) << to_string(told) << to_string(engine);
  RC_ASSERT(ir::validate(told).empty());
  const Reachable fine = test::reachable(before, 3000), coarse = test::reachable(engine, 3000);
  if (!fine.complete) return;
  RC_ASSERT(coarse.complete);
  RC_ASSERT(coarse.violations.empty() == fine.violations.empty());
  if (!fine.violations.empty()) RC_ASSERT(*coarse.first_violation() <= *fine.first_violation());
  if (a_check_fails(before, fine)) return;
  RC_ASSERT(coarse.violated() == fine.violated());
  RC_ASSERT(coarse.covered == fine.covered);
  const std::vector<bool> reads = test::read_slots(engine);
  RC_ASSERT(kept(coarse, reads) == kept(fine, reads));
}

}  // namespace

}  // namespace mc::transform
