// SPDX-License-Identifier: Apache-2.0
#include "transform/merge_steps.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ir/print.h"
#include "ir/validate.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::transform {

namespace {

using ir::System;
using test::Builder;
using test::Reachable;

System merge(System system) {
  merge_steps(system);
  return system;
}

std::vector<std::uint32_t> starts(const ir::Task& task) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < task.code.size(); ++i)
    if (task.code[i].step) result.push_back(i);
  return result;
}

/// The values that the shared slots have together in some reachable state.
std::set<ir::State> shared(const System& system, const Reachable& found) {
  std::set<ir::State> result;
  for (const ir::State& state : found.states)
    result.emplace(state.begin(), state.begin() + static_cast<std::ptrdiff_t>(system.globals.size()));
  return result;
}

bool a_check_fails(const System& system, const Reachable& found) {
  return std::ranges::any_of(found.violated(), [&](ir::PropertyId id) {
    const auto kind = system.properties[ir::index(id)].kind;
    return kind == ir::Property::Kind::check || kind == ir::Property::Kind::built_in;
  });
}

/// What the header promises.
RC_GTEST_PROP(MergeSteps, KeepsWhatItSays, (std::uint64_t seed)) {
  const System before = test::random_system(seed, *rc::gen::inRange(1u, 6u)), after = merge(before);
  RC_LOG() << to_string(before) << to_string(after);
  RC_ASSERT(ir::validate(after).empty());
  const Reachable fine = test::reachable(before, 3000);
  const Reachable coarse = test::reachable(after, 3000);
  if (!fine.complete) return;
  RC_ASSERT(coarse.complete);
  RC_ASSERT(coarse.violations.empty() == fine.violations.empty());
  RC_ASSERT(coarse.states.size() <= fine.states.size());
  if (!fine.violations.empty()) RC_ASSERT(*coarse.first_violation() <= *fine.first_violation());
  if (a_check_fails(before, fine)) return;
  RC_ASSERT(coarse.violated() == fine.violated());
  RC_ASSERT(coarse.covered == fine.covered);
  RC_ASSERT(shared(after, coarse) == shared(before, fine));
}

TEST(MergeSteps, JoinsLocalStatementsToTheStepBefore) {
  Builder b;
  const auto x = b.global("x"), y = b.global("y");
  b.task("t", 2);
  const auto l = b.local("l");
  b.step().assign(x, b.constant(1));
  b.step().assign(l, b.constant(1));  // joins
  b.step().choose(l, b.constant(2));  // joins: there is always something to choose
  b.step().assign(y, b.load(l));
  b.step().await(b.load(l));
  b.step().choose(l, b.load(l));  // stays: there may be nothing to choose
  b.step().assume(b.load(l));     // stays
  b.end();
  EXPECT_EQ(starts(merge(b.system).tasks[0]), (std::vector<std::uint32_t>{0, 3, 4, 5, 6, 7}));
}

TEST(MergeSteps, LeavesAStepStartInEveryCycle) {
  Builder b;
  b.task("t");
  const auto l = b.local("l"), m = b.local("m");
  b.step().assign(l, b.constant(1));
  b.step().branch(b.load(l), 4);
  b.step().branch(b.load(m), 1);
  b.step().jump(2);  // the inner loop: 2, 3; the outer one: 1, 2
  b.end();
  const System after = merge(b.system);
  EXPECT_EQ(ir::validate(after).size(), 0u);
  EXPECT_LT(starts(after.tasks[0]).size(), 5u);
}

TEST(MergeSteps, TakesAConstantForLocal) {
  const auto starts_with = [](bool written) {
    Builder b;
    const auto x = b.global("x"), y = b.global("y");
    b.task("t");
    const auto l = b.local("l");
    b.step().assign(y, b.constant(1));
    b.step().assign(l, b.load(x));
    b.end();
    b.task("u");
    b.step().assign(written ? x : y, b.constant(1));
    b.end();
    return starts(merge(b.system).tasks[0]).size();
  };
  EXPECT_EQ(starts_with(false), 2u);
  EXPECT_EQ(starts_with(true), 3u);
}

}  // namespace

}  // namespace mc::transform
