// SPDX-License-Identifier: Apache-2.0
#include "ir/dependencies.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/interpreter.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::ir {

namespace {

struct Union {
  Slots reads, writes, certain;
  explicit Union(const System& system, const Outcome& run) {
    const Dependencies dependencies(system);
    for (std::uint32_t i : run.instructions) {
      const Effects& effects = dependencies.of(run.move.task, i);
      reads.insert(effects.reads[Space::shared].begin(), effects.reads[Space::shared].end());
      writes.insert(effects.may_write[Space::shared].begin(), effects.may_write[Space::shared].end());
      certain.insert(effects.must_write[Space::shared].begin(), effects.must_write[Space::shared].end());
    }
  }
};

/// A step changes only what it may write; it does the same whatever stands in slots that it does not read;
/// and what it must write then has the value that it wrote, not the one from before.
RC_GTEST_PROP(Dependencies, BoundWhatAStepDoes, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  const Interpreter interpreter(system);
  const test::Reachable found = test::reachable(system, 50);
  const State state = *rc::gen::elementOf(std::vector<State>(found.states.begin(), found.states.end()));
  for (const Outcome& run : interpreter.runs(state)) {
    const Union effects(system, run);
    State other = state;
    for (std::uint32_t slot = 0; slot < system.globals.size(); ++slot) {
      if (!effects.writes.contains(slot)) RC_ASSERT(run.state[slot] == state[slot]);
      const Type& type = system.globals[slot].type;
      if (!effects.reads.contains(slot)) other[slot] = state[slot] == type.least ? type.most : type.least;
    }
    const Outcome same = interpreter.run(other, run.move);
    RC_ASSERT(same.kind == run.kind);
    RC_ASSERT(same.instructions == run.instructions);
    RC_ASSERT(same.arguments == run.arguments);
    if (run.kind != Outcome::Kind::successor) continue;
    for (std::uint32_t slot : effects.certain) RC_ASSERT(same.state[slot] == run.state[slot]);
    for (std::size_t i = system.globals.size(); i < state.size(); ++i)
      RC_ASSERT(same.state[i] == run.state[i]);
  }
}

TEST(Dependencies, FootprintsOfDynamicPlaces) {
  test::Builder b;
  for (int i = 0; i < 12; ++i) b.global("slot");
  b.system.domains.push_back({"object", {0, 6}, {"a", "b"}});
  const ExprId self = b.system.expressions.self();
  const Subscript row{self, 2, 3};
  EXPECT_EQ(footprint(b.system, {.base = 1}), (std::vector<std::uint32_t>{1}));
  EXPECT_EQ(footprint(b.system, {.base = 1, .subscripts = {row}}), (std::vector<std::uint32_t>{1, 3, 5}));
  EXPECT_EQ(footprint(b.system, {.base = 1, .subscripts = {row}, .pointer = Dereference{self, 0}}),
            (std::vector<std::uint32_t>{1, 3, 5, 7, 9, 11}));
  EXPECT_EQ(footprint(b.system, {.base = 1, .subscripts = {{b.constant(2), 2, 3}}}),
            (std::vector<std::uint32_t>{5}));
  EXPECT_TRUE(footprint(b.system, {.base = 1, .subscripts = {{b.constant(3), 2, 3}}}).empty());
}

TEST(Dependencies, OfAnInstruction) {
  test::Builder b;
  const auto x = b.global("x"), index = b.global("index");
  b.global("array[0]");
  b.global("array[1]");
  b.task("t");
  const auto l = b.local("l");
  const auto element = b.system.add_place({.base = 2, .subscripts = {{b.load(index), 1, 2}}});
  b.step().assign(element, b.load(l));
  b.assign(l, b.load(x));
  b.check(b.not_zero(b.property("p", Property::Kind::check), b.load(x)));
  b.end();
  const Dependencies dependencies(b.system);
  EXPECT_EQ(dependencies.of(0, 0).reads[Space::shared], Slots{1}) << "the subscript";
  EXPECT_EQ(dependencies.of(0, 0).reads[Space::local], Slots{0});
  EXPECT_EQ(dependencies.of(0, 0).may_write[Space::shared], (Slots{2, 3}));
  EXPECT_EQ(dependencies.of(0, 0).must_write[Space::shared], Slots{});
  EXPECT_EQ(dependencies.of(0, 1).must_write[Space::local], Slots{0});
  EXPECT_EQ(dependencies.of(0, 2).reads[Space::shared], Slots{0}) << "an argument";
  EXPECT_TRUE(dependencies.touches_shared(0, 2));
  EXPECT_FALSE(dependencies.touches_shared(0, 3));
}

}  // namespace

}  // namespace mc::ir
