// SPDX-License-Identifier: Apache-2.0
#include "certify/closure.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "certify/describe.h"
#include "certify/encoding.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::certify {
namespace {

constexpr std::size_t limit = 300;

ir::System any_system() {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto size = *rc::gen::inRange(0u, 6u);
  RC_LOG() << "random_system(" << seed << ", " << size << ")\n";
  return test::random_system(seed, size);
}

std::vector<ir::Word> packed(const ir::System& system, const std::set<ir::State>& states) {
  const Encoding encoding(system);
  std::vector<ir::Word> words(states.size() * encoding.words());
  ir::Word* at = words.data();
  for (const ir::State& state : states) {
    encoding.encode(state, at);
    at += encoding.words();
  }
  return words;
}

bool confirmed(const ir::System& system, std::vector<ir::Word> words) {
  return check(system, StateSet(Encoding(system).words(), std::move(words))).confirmed();
}

/// Words of a system that holds, in which nothing may be missing.
struct Held {
  ir::System system;
  std::vector<ir::Word> words;
  unsigned width = 1;
};

/// The first `count` random systems that hold, have more than one state, and few enough.
std::vector<Held> held(std::size_t count, std::size_t most) {
  std::vector<Held> all;
  for (std::uint64_t seed = 0; all.size() < count && seed < 3000; ++seed) {
    ir::System system = test::random_system(seed, static_cast<unsigned>(seed % 5));
    const test::Reachable found = test::reachable(system, most);
    if (!found.complete || !found.violations.empty() || found.states.size() < 2) continue;
    std::vector<ir::Word> words = packed(system, found.states);
    const unsigned width = Encoding(system).words();
    all.push_back({std::move(system), std::move(words), width});
  }
  return all;
}

TEST(Closure, ConfirmsTheReachableSetIfNothingBreaks) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    const test::Reachable found = test::reachable(system, limit);
    RC_PRE(found.complete);
    RC_TAG(found.violations.empty() ? "holds" : "violated");
    RC_ASSERT(confirmed(system, packed(system, found.states)) == found.violations.empty());
  }));
}

TEST(Closure, CountsEveryStep) {
  for (const Held& one : held(20, 200)) {
    const Result result = check(one.system, StateSet(one.width, one.words), {.threads = 2});
    const test::Reachable found = test::reachable(one.system, 200);
    EXPECT_EQ(result.states, found.states.size());
    EXPECT_EQ(result.steps, found.transitions);
  }
}

TEST(Closure, RejectsEveryDroppedState) {
  const std::vector<Held> systems = held(40, 100);
  ASSERT_EQ(systems.size(), 40u);
  for (const Held& one : systems)
    for (std::size_t at = 0; at < one.words.size(); at += one.width) {
      std::vector<ir::Word> fewer = one.words;
      const auto begin = fewer.begin() + static_cast<long>(at);
      fewer.erase(begin, begin + one.width);
      EXPECT_FALSE(confirmed(one.system, fewer)) << "without state " << at / one.width;
    }
}

TEST(Closure, RejectsEveryFlippedBit) {
  for (const Held& one : held(15, 40))
    for (std::size_t bit = 0; bit < one.words.size() * 64; ++bit) {
      std::vector<ir::Word> changed = one.words;
      changed[bit / 64] ^= ir::Word{1} << bit % 64;
      EXPECT_FALSE(confirmed(one.system, changed)) << "bit " << bit;
    }
}

TEST(Closure, RejectsAnotherSystem) {
  const std::vector<Held> systems = held(30, 100);
  std::size_t confirmations = 0;
  for (const Held& one : systems)
    for (const Held& other : systems)
      confirmations += check(one.system, StateSet(other.width, other.words)).confirmed() ? 1 : 0;
  EXPECT_GE(confirmations, systems.size());  // each its own
  EXPECT_LT(confirmations, 3 * systems.size());
}

TEST(Closure, FindsTheSameFlawOnManyThreads) {
  for (const Held& one : held(15, 300)) {
    const std::vector<ir::Word> half(one.words.begin(),
                                     one.words.begin() + one.words.size() / one.width / 2 * one.width);
    const Result alone = check(one.system, StateSet(one.width, half), {.threads = 1});
    const Result together = check(one.system, StateSet(one.width, half), {.threads = 4});
    ASSERT_TRUE(alone.flaw && together.flaw);
    EXPECT_EQ(describe(one.system, *alone.flaw), describe(one.system, *together.flaw));
  }
}

/// A counter that stops at 3.
class Counter : public testing::Test {
 protected:
  Counter() {
    const ir::PlaceId count = builder_.global("count", test::range(0, 5));
    const ir::ExprId more =
        builder_.system.expressions.binary(ir::Operator::less, builder_.load(count), builder_.constant(3));
    builder_.task("counter");
    builder_.step().branch(more, 3);
    builder_.assign(count, builder_.add(builder_.load(count), builder_.constant(1)));
    builder_.jump(0);
    builder_.end();
    const ir::PropertyId property = builder_.property("below_six", ir::Property::Kind::invariant);
    builder_.system.invariants.push_back(builder_.not_zero(
        property,
        builder_.system.expressions.binary(ir::Operator::less, builder_.load(count), builder_.constant(4))));
  }

  /// The states in which it counts, and the one in which it has finished.
  std::vector<ir::Word> states(ir::Value most) const {
    std::set<ir::State> all{{3, 3}};
    for (ir::Value count = 0; count <= most; ++count) all.insert({count, 0});
    return packed(builder_.system, all);
  }

  Result result(std::vector<ir::Word> words, const Options& options = {}) const {
    return check(builder_.system, StateSet(1, std::move(words)), options);
  }

  std::string flaw(std::vector<ir::Word> words) const {
    const Result found = result(std::move(words));
    return found.flaw ? describe(builder_.system, *found.flaw) : "";
  }

  test::Builder builder_;
};

TEST_F(Counter, IsConfirmed) {
  EXPECT_TRUE(result(states(3)).confirmed());
}

TEST_F(Counter, MayHaveHarmlessStatesThatCannotBeReached) {
  std::vector<ir::Word> words = states(3);
  words.push_back(packed(builder_.system, {{2, 3}}).front());
  EXPECT_TRUE(result(words).confirmed());
}

TEST_F(Counter, FlawsAreToldInItsNames) {
  EXPECT_EQ(flaw(packed(builder_.system, {{1, 0}, {2, 0}, {3, 0}, {3, 3}})),
            "the initial state is missing\n");
  EXPECT_EQ(flaw(states(2)),
            "state 2: a step leads to a state that is missing\n"
            "  the state: count 0→2\n"
            "  the step: counter: \n"
            "  which changes: count 2→3\n");
  EXPECT_EQ(flaw(states(4)),
            "state 4: breaks below_six\n"
            "  the state: count 0→4\n");
}

TEST_F(Counter, ValuesOutsideTheirTypeAreNoState) {
  std::vector<ir::Word> words = states(3);
  words.push_back(7);
  EXPECT_NE(flaw(words).find("is no state of this model"), std::string::npos);
  words.back() = ir::Word{1} << 63;
  EXPECT_NE(flaw(words).find("is no state of this model"), std::string::npos);
}

TEST_F(Counter, AnInterruptedCheckConfirmsNothing) {
  const std::atomic<bool> stop = true;
  const Result found = result(states(3), {.stop = &stop});
  EXPECT_FALSE(found.finished);
  EXPECT_FALSE(found.confirmed());
  EXPECT_FALSE(found.flaw);
}

}  // namespace
}  // namespace mc::certify
