// SPDX-License-Identifier: Apache-2.0
#include "ir/interpreter.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "support/builder.h"
#include "support/reachable.h"

namespace mc::ir {

namespace {

using test::Builder;
using test::range;
using Kind = Outcome::Kind;

TEST(Interpreter, AStepRunsUpToTheNextStart) {
  Builder b;
  const auto x = b.global("x", range(0, 9)), y = b.global("y", range(0, 9));
  b.task("t");
  b.step().assign(x, b.constant(3));
  b.assign(y, b.add(b.load(x), b.constant(1)));
  b.step().assign(x, b.constant(9));
  b.end();
  const Interpreter interpreter(b.system);
  const State start = interpreter.initial();
  EXPECT_EQ(start, (State{0, 0, 0}));
  const auto first = interpreter.runs(start);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].kind, Kind::successor);
  EXPECT_EQ(first[0].state, (State{3, 4, 2})) << "the program counter comes last";
  EXPECT_EQ(first[0].instructions, (std::vector<std::uint32_t>{0, 1}));
  const State last = interpreter.runs(first[0].state)[0].state;
  EXPECT_EQ(last, (State{9, 4, 3}));
  EXPECT_TRUE(interpreter.finished(last, 0, 0));
  EXPECT_TRUE(interpreter.runs(last).empty());
  EXPECT_FALSE(interpreter.deadlocked(last)) << "everybody has finished";
}

TEST(Interpreter, TriesAllChoicesTheLastOneFastest) {
  Builder b;
  const auto x = b.global("x", range(0, 9)), y = b.global("y", range(0, 9));
  b.task("t");
  b.step().choose(x, b.constant(3));
  b.choose(y, b.load(x));
  b.end();
  const Interpreter interpreter(b.system);
  const auto runs = interpreter.runs(interpreter.initial());
  ASSERT_EQ(runs.size(), 4u);
  EXPECT_EQ(runs[0].kind, Kind::blocked) << "nothing to choose from";
  EXPECT_EQ(runs[0].move.choices, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(runs[1].move.choices, (std::vector<std::uint32_t>{1, 0}));
  EXPECT_EQ(runs[2].move.choices, (std::vector<std::uint32_t>{2, 0}));
  EXPECT_EQ(runs[3].move.choices, (std::vector<std::uint32_t>{2, 1}));
  for (const Outcome& run : runs)
    EXPECT_EQ(interpreter.run(interpreter.initial(), run.move).state, run.state);
  const Outcome partial = interpreter.run(interpreter.initial(), {.choices = {2}});
  EXPECT_EQ(partial.move.choices, (std::vector<std::uint32_t>{2, 0})) << "a missing choice is 0";
  EXPECT_EQ(interpreter.run(interpreter.initial(), {.choices = {3}}).kind, Kind::blocked);
}

TEST(Interpreter, WaitsAndAssumptionsEndARun) {
  Builder b;
  const auto x = b.global("x");
  b.task("waits");
  b.step().await(b.load(x));
  b.end();
  b.task("assumes");
  b.step().assume(b.load(x));
  b.end();
  const Interpreter interpreter(b.system);
  const auto runs = interpreter.runs(interpreter.initial());
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].kind, Kind::blocked);
  EXPECT_EQ(runs[1].kind, Kind::pruned);
  EXPECT_FALSE(interpreter.deadlocked(interpreter.initial())) << "what is assumed is nobody's fault";
}

TEST(Interpreter, ADeadlockNeedsAnUnfinishedTaskThatIsNoDaemon) {
  for (const bool daemon : {false, true}) {
    Builder b;
    const auto x = b.global("x");
    b.task("waits", 1, daemon);
    b.step().await(b.load(x));
    b.end();
    const Interpreter interpreter(b.system);
    EXPECT_EQ(interpreter.deadlocked(interpreter.initial()), !daemon);
  }
}

TEST(Interpreter, AFailedCheckEndsTheRunWhereItStands) {
  Builder b;
  const auto x = b.global("x", range(0, 9));
  b.task("t");
  const auto observation = b.not_zero(b.property("p", Property::Kind::check), b.load(x));
  b.step().assign(x, b.constant(1));
  b.check(observation);
  b.assign(x, b.constant(0));
  b.check(observation);
  b.assign(x, b.constant(2));
  b.end();
  const Interpreter interpreter(b.system);
  const Outcome run = interpreter.run(interpreter.initial(), {});
  EXPECT_EQ(run.kind, Kind::violated);
  EXPECT_EQ(run.observation, observation);
  EXPECT_EQ(run.arguments, std::vector<Value>{0});
  EXPECT_EQ(run.state, (State{0, 0}));
  ASSERT_EQ(run.evaluations.size(), 2u);
  EXPECT_EQ(run.evaluations[0].arguments, std::vector<Value>{1});
}

TEST(Interpreter, BranchesFallThroughWhenTrue) {
  for (const Value condition : {0, 1}) {
    Builder b;
    const auto x = b.global("x", range(0, 9));
    b.task("t");
    b.step().branch(b.constant(condition), 3);
    b.assign(x, b.constant(1));
    b.jump(4);
    b.assign(x, b.constant(2));
    b.end();
    const Interpreter interpreter(b.system);
    EXPECT_EQ(interpreter.run(interpreter.initial(), {}).state[0], condition != 0 ? 1 : 2);
  }
}

TEST(Interpreter, CopiesHaveTheirOwnFramesAndSelf) {
  Builder b;
  const auto cells = range(0, 9);
  b.global("cell[0]", cells);
  b.global("cell[1]", cells);
  b.task("t", 2);
  const auto own = b.local("own", cells);
  const ExprId self = b.system.expressions.self();
  const auto cell =
      b.system.add_place({.subscripts = {{.value = self, .stride = 1, .count = 2}}, .type = cells});
  b.step().assign(own, b.add(self, b.constant(5)));
  b.assign(cell, b.load(own));
  b.end();
  const Interpreter interpreter(b.system);
  const Outcome run = interpreter.run(interpreter.initial(), {.task = 0, .copy = 1});
  EXPECT_EQ(run.state, (State{0, 6, 0, 0, 6, 2})) << "cells, then frame and program counter of each copy";
}

TEST(Interpreter, PointersNameObjects) {
  Builder b;
  b.global("object[0].a", range(0, 9));
  b.global("object[0].b", range(0, 9), 3);
  b.global("object[1].a", range(0, 9));
  b.global("object[1].b", range(0, 9), 4);
  b.system.domains.push_back({"object", {0, 2}, {"&object[0]", "&object[1]"}});
  const auto pointer = b.global("p", {.kind = Type::Kind::pointer, .most = 2}, 2);
  const auto field =
      b.system.add_place({.base = 1, .pointer = Dereference{b.load(pointer), 0}, .type = range(0, 9)});
  const auto result = b.global("result", range(0, 9));
  b.task("t");
  b.step().assign(result, b.load(field));
  b.step().assign(pointer, b.constant(0));
  b.assign(result, b.load(field));
  b.step().assign(field, b.constant(1));
  b.end();
  const Interpreter interpreter(b.system);
  State state = interpreter.run(interpreter.initial(), {}).state;
  EXPECT_EQ(state[5], 4);
  state = interpreter.run(state, {}).state;
  EXPECT_EQ(state[5], 0) << "a load through NULL";
  EXPECT_THROW(interpreter.run(state, {}), std::logic_error) << "a store through NULL";
}

TEST(Interpreter, RefusesAStoreOutsideTheType) {
  Builder b;
  const auto x = b.global("x", range(0, 3));
  b.task("t");
  b.step().assign(x, b.constant(4));
  b.end();
  const Interpreter interpreter(b.system);
  EXPECT_THROW(interpreter.runs(interpreter.initial()), std::logic_error);
}

TEST(Interpreter, TemporariesStartAtZeroAndResetsApplyWhereAStepEnds) {
  Builder b;
  const auto x = b.global("x", range(0, 9));
  b.task("t");
  const auto kept = b.local("kept", range(0, 9)), high = b.local("high", range(2, 9), 2);
  b.system.tasks[0].temporaries.push_back({"temporary", range(0, 9)});
  const auto temporary = b.system.add_place({.space = Space::temporary, .type = range(0, 9)});
  b.step().assign(temporary, b.constant(7));
  b.assign(kept, b.load(temporary));
  b.assign(high, b.constant(8));
  b.step().assign(x, b.load(temporary));
  b.end();
  b.system.tasks[0].resets = {{4, {0, 1}}};
  const Interpreter interpreter(b.system);
  const State middle = interpreter.run(interpreter.initial(), {}).state;
  EXPECT_EQ(middle, (State{0, 7, 8, 3}));
  EXPECT_EQ(interpreter.run(middle, {}).state, (State{0, 0, 2, 4})) << "the nearest value to 0";
}

/// Two processes each add 1 to x in two steps, a load and a store: 2^2 program counter pairs and more, by
/// hand.
TEST(Interpreter, InterleavesTasks) {
  Builder b;
  const auto x = b.global("x", range(0, 2));
  b.task("t", 2);
  const auto l = b.local("l", range(0, 2));
  b.step().assign(l, b.load(x));
  b.step().assign(x, b.add(b.load(l), b.constant(1)));
  b.end();
  const test::Reachable found = test::reachable(b.system);
  std::set<Value> at_the_end;
  const Interpreter interpreter(b.system);
  for (const State& state : found.states)
    if (interpreter.finished(state, 0, 0) && interpreter.finished(state, 0, 1)) at_the_end.insert(state[0]);
  EXPECT_EQ(at_the_end, (std::set<Value>{1, 2})) << "the lost update, and none lost";
  EXPECT_EQ(found.depth, 4u);
  EXPECT_TRUE(found.violations.empty());
}

}  // namespace

}  // namespace mc::ir
