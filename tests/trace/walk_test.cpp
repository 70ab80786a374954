// SPDX-License-Identifier: Apache-2.0
#include "trace/walk.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "example.h"
#include "support/random_system.h"

namespace mc::trace {
namespace {

RC_GTEST_PROP(Walk, UndoIsTheWayBack, (std::uint64_t seed)) {
  const ir::System system = test::random_system(seed);
  Walk walk(system);
  std::mt19937_64 random(seed);
  std::vector<ir::State> states{walk.state()};
  for (int i = 0; i < 20 && walk.wander(random, 1) == 1; ++i) states.push_back(walk.state());
  RC_ASSERT(walk.length() + 1 == states.size());
  for (; walk.length() > 0; states.pop_back()) {
    RC_ASSERT(walk.state() == states.back());
    RC_ASSERT(walk.undo());
  }
  RC_ASSERT(!walk.undo());
  RC_ASSERT(walk.state() == states.front());
}

RC_GTEST_PROP(Walk, TheSameSeedTakesTheSameSteps, (std::uint64_t seed)) {
  const ir::System system = test::random_system(seed);
  Walk one(system), other(system);
  std::mt19937_64 first(seed), second(seed);
  one.wander(first, 25);
  other.wander(second, 25);
  RC_ASSERT(one.state() == other.state());
  RC_ASSERT(one.length() == other.length());
}

/// A state that was reached is found again, by no longer way.
RC_GTEST_PROP(Walk, SearchFindsWhatIsReachable, (std::uint64_t seed)) {
  const ir::System system = test::random_system(seed, 3);
  Walk walk(system);
  std::mt19937_64 random(seed);
  Walk other(system);
  other.wander(random, 8);
  if (other.options().empty()) other.undo();  // its last step may have failed
  if (other.length() == 0) return;
  const ir::State wanted = other.state();
  bool exhausted = false;
  const auto way = walk.search([&](const ir::State& state) { return state == wanted; }, 20'000, exhausted);
  RC_ASSERT(way.has_value());
  RC_ASSERT(way->size() <= other.length());
  for (const ir::Move& move : *way) RC_ASSERT(walk.take(move));
  RC_ASSERT(walk.state() == wanted);
}

TEST(Walk, SearchSaysWhetherItSawEverything) {
  const test::Example example;
  const Walk walk(example.system);
  bool exhausted = false;
  const auto never = [](const ir::State&) { return false; };
  EXPECT_FALSE(walk.search(never, 1'000'000, exhausted));
  EXPECT_TRUE(exhausted);
  EXPECT_FALSE(walk.search(never, 2, exhausted));
  EXPECT_FALSE(exhausted);
}

TEST(Walk, EndsAtAFailedCheck) {
  const test::Example example;
  Walk walk(example.system);
  for (const std::uint32_t copy : {0u, 0u, 0u, 0u, 1u, 1u}) {
    ASSERT_TRUE(walk.take(ir::Move{.task = 0, .copy = copy}));
    EXPECT_TRUE(walk.violated() == nullptr || walk.violated()->name == "never_dirty");
  }
  ASSERT_TRUE(walk.take(ir::Move{.task = 0, .copy = 1}));
  ASSERT_NE(walk.violated(), nullptr);
  EXPECT_EQ(walk.violated()->name, "no_double_dirty");
  EXPECT_TRUE(walk.options().empty());
  EXPECT_EQ(walk.trace().property, "no_double_dirty");
  EXPECT_EQ(walk.trace().steps.size(), 7u);
}

TEST(Walk, RefusesWhatIsNotPossible) {
  const test::Example example;
  Walk walk(example.system);
  EXPECT_FALSE(walk.take(ir::Move{.task = 7}));
  EXPECT_FALSE(walk.take(ir::Move{.task = 0, .copy = 2}));
  EXPECT_FALSE(walk.take(ir::Move{.task = 0, .copy = 0, .choices = {1}}));
  ASSERT_TRUE(walk.take(ir::Move{.task = 0, .copy = 0}));
  EXPECT_FALSE(walk.take(ir::Move{.task = 0, .copy = 1}));  // the folio is locked
  EXPECT_EQ(walk.length(), 1u);
}

TEST(Walk, TellsADeadlock) {
  const test::Example example;
  Walk walk(example.system);
  ASSERT_TRUE(walk.take(ir::Move{.task = 1, .choices = {1}}));
  ASSERT_TRUE(walk.take(ir::Move{.task = 1}));
  ASSERT_NE(walk.violated(), nullptr);
  EXPECT_EQ(walk.trace().kind, ir::Property::Kind::deadlock);
  EXPECT_EQ(walk.trace().waiting.size(), 2u);
}

}  // namespace
}  // namespace mc::trace
