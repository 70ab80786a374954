// SPDX-License-Identifier: Apache-2.0
#include "transform/available_conditions.h"

#include <gtest/gtest.h>

#include "support/builder.h"
#include "transform/facts.h"

namespace mc::transform {

namespace {

using ir::Instruction;
using test::Builder;
using test::range;

/// A task with two pointers, one of them shared, and built-in checks that they are not NULL.
struct Example : Builder {
  ir::PlaceId shared, p, q;
  ir::PropertyId null = property("NULL", ir::Property::Kind::built_in);

  Example() {
    shared = global("shared", range(0, 2));
    task("t", 2);
    p = local("p", range(0, 2));
    q = local("q", range(0, 2));
  }
  void check_not_null(ir::PlaceId place) { check(not_zero(null, load(place))); }

  /// By instruction whether a check is left.
  std::vector<bool> checks() {
    end();
    use_known_conditions(system);
    std::vector<bool> result;
    for (const Instruction& instruction : system.tasks[0].code)
      result.push_back(instruction.kind == Instruction::Kind::check);
    result.pop_back();
    return result;
  }
};

using Checks = std::vector<bool>;

TEST(KnownConditions, ASecondCheckIsDroppedUntilAWrite) {
  Example e;
  e.step();
  e.check_not_null(e.p);
  e.step();
  e.check_not_null(e.p);
  e.choose(e.p, e.constant(3));
  e.check_not_null(e.p);
  EXPECT_EQ(e.checks(), (Checks{true, false, false, true}));
}

TEST(KnownConditions, OthersMayWriteSharedSlotsBetweenSteps) {
  Example e;
  e.step();
  e.check_not_null(e.shared);
  e.check_not_null(e.shared);
  e.step();
  e.check_not_null(e.shared);
  EXPECT_EQ(e.checks(), (Checks{true, false, true}));
}

TEST(KnownConditions, BranchesWaitsAndCopiesTell) {
  Example e;
  e.step().branch(e.system.expressions.logical_not(e.load(e.p)), 2);
  e.jump(4);
  e.assign(e.q, e.load(e.p));
  e.check_not_null(e.q);
  e.check_not_null(e.p);
  e.step().await(e.load(e.q));
  e.check_not_null(e.q);
  EXPECT_EQ(e.checks(), (Checks{false, false, false, false, true, false, false}))
      << "where p is NULL on one way, the check stays";
}

TEST(KnownConditions, DecideBranches) {
  Example e;
  e.step().branch(e.equal(e.load(e.p), e.constant(0)), 2);
  e.branch(e.load(e.p), 2);
  e.assign(e.q, e.constant(1));
  e.checks();
  EXPECT_EQ(e.system.expressions.constant_value(e.system.tasks[0].code[1].expression), 0);
}

TEST(KnownConditions, KeepTheUsersChecks) {
  Example e;
  const auto mine = e.property("mine", ir::Property::Kind::check);
  e.step().check(e.not_zero(mine, e.load(e.p)));
  e.check(e.not_zero(mine, e.load(e.p)));
  e.check_not_null(e.p);
  EXPECT_EQ(e.checks(), (Checks{true, true, false}));
}

TEST(Facts, SeeThroughConnectives) {
  Example e;
  auto& x = e.system.expressions;
  const auto p = e.load(e.p), q = e.load(e.q);
  const auto both = x.binary(ir::Operator::logical_and, p, q), one = x.binary(ir::Operator::logical_or, p, q);
  const auto differs = x.binary(ir::Operator::not_equal, p, e.constant(0));
  Facts facts(e.system);
  EXPECT_EQ(facts.truth(p), std::nullopt);
  facts.learn(both, true);
  EXPECT_EQ(facts.truth(p), true);
  EXPECT_EQ(facts.truth(differs), true);
  EXPECT_EQ(facts.truth(x.logical_not(q)), false);
  EXPECT_EQ(facts.truth(one), true);
  Facts others(e.system);
  others.learn(one, false);
  EXPECT_EQ(others.truth(both), false);
  EXPECT_EQ(others.truth(p), false);
  facts.intersect(others);
  EXPECT_EQ(facts.truth(p), std::nullopt);
}

}  // namespace

}  // namespace mc::transform
