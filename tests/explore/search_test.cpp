// SPDX-License-Identifier: Apache-2.0
#include "explore/search.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <chrono>
#include <limits>
#include <map>
#include <memory>
#include <thread>
#include <utility>

#include "codegen/compiled_system.h"
#include "explore/searches.h"
#include "ir/interpreted_generator.h"
#include "support/reachable.h"

namespace mc::explore {
namespace {

constexpr std::size_t limit = 2000;

Result search(const ir::System& system, const GeneratorFactory& factory, unsigned threads) {
  return explore::breadth_first(system, factory, {.threads = threads, .limits = {.states = 2 * limit}});
}

/// The interpreter runs the moves, and the last state or step is as bad as the search says.
void expect_replays(const ir::System& system, const ir::Violation& violation) {
  const ir::Interpreter interpreter(system);
  ir::State state = interpreter.initial();
  ir::Outcome last;
  for (const ir::Move& move : violation.moves) {
    RC_ASSERT(last.kind != ir::Outcome::Kind::violated);
    last = interpreter.run(state, move);
    RC_ASSERT(last.move == move);
    RC_ASSERT(last.kind == ir::Outcome::Kind::successor || last.kind == ir::Outcome::Kind::violated);
    state = last.state;
  }
  const ir::Property& property = system.properties[ir::index(violation.property)];
  if (property.kind == ir::Property::Kind::deadlock) {
    RC_ASSERT(interpreter.deadlocked(state));
  } else if (property.kind == ir::Property::Kind::invariant) {
    RC_ASSERT(!interpreter.holds(violation.observation, interpreter.arguments(state, violation.observation)));
  } else {
    RC_ASSERT(last.kind == ir::Outcome::Kind::violated);
    RC_ASSERT(last.observation == violation.observation);
  }
}

TEST(BreadthFirst, FindsWhatANaiveSearchFinds) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    const test::Reachable expected = test::reachable(system, limit);
    RC_PRE(expected.complete);
    const Result actual = search(system, interpreted(system), 1);
    RC_ASSERT(actual.reason.empty());
    RC_CLASSIFY(actual.verdict == ir::Verdict::holds, "holds");
    RC_ASSERT((actual.verdict == ir::Verdict::violated) == !expected.violations.empty());
    if (actual.verdict == ir::Verdict::violated) {
      RC_ASSERT(actual.violation->moves.size() == expected.first_violation());
      RC_ASSERT(expected.violated().contains(actual.violation->property));
      return expect_replays(system, *actual.violation);
    }
    RC_ASSERT(actual.counts.states == expected.states.size());
    RC_ASSERT(actual.counts.transitions == expected.transitions);
    RC_ASSERT(actual.counts.depth == expected.depth);
    RC_ASSERT(actual.counts.frontier == 0u);
    RC_ASSERT(actual.covered == expected.covered);
  }));
}

TEST(BreadthFirst, IsTheSameAtAnyNumberOfThreads) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    const Result one = search(system, interpreted(system), 1);
    RC_PRE(one.verdict != ir::Verdict::incomplete);
    expect_equal(one, search(system, interpreted(system), 2));
    expect_equal(one, search(system, interpreted(system), 3));
  }));
}

TEST(BreadthFirst, IsTheSameCompiledAndInterpreted) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    const Result slow = search(system, interpreted(system), 1);
    RC_PRE(slow.verdict != ir::Verdict::incomplete);
    const codegen::CompiledSystem compiled(system);
    expect_equal(slow, search(system, [&] { return compiled.generator(); }, 2));
  }));
}

using Mover = std::pair<std::uint32_t, std::uint32_t>;  ///< task and copy

/// Of all runs of moves.size() steps that end in the same complaint, the fewest context switches: by state
/// and mover, step by step, with the interpreter.
std::size_t fewest_switches(const ir::System& system, const ir::Violation& violation) {
  const ir::Interpreter interpreter(system);
  const bool at_step = violation.observation != ir::ObservationId::none &&
                       system.properties[ir::index(violation.property)].kind != ir::Property::Kind::invariant;
  const auto bad = [&](const ir::State& state) {
    if (violation.observation == ir::ObservationId::none) return interpreter.deadlocked(state);
    return !interpreter.holds(violation.observation, interpreter.arguments(state, violation.observation));
  };
  std::size_t fewest = std::numeric_limits<std::size_t>::max();
  std::map<std::pair<ir::State, Mover>, std::size_t> now{{{interpreter.initial(), {~0u, 0}}, 0}}, next;
  for (std::size_t step = 1; step <= violation.moves.size(); ++step, now = std::exchange(next, {}))
    for (const auto& [from, switches] : now)
      for (const ir::Outcome& outcome : interpreter.runs(from.first)) {
        const Mover mover{outcome.move.task, outcome.move.copy};
        const std::size_t cost = switches + (from.second.first != ~0u && from.second != mover ? 1 : 0);
        if (outcome.kind == ir::Outcome::Kind::violated && at_step && step == violation.moves.size() &&
            outcome.observation == violation.observation)
          fewest = std::min(fewest, cost);
        if (outcome.kind != ir::Outcome::Kind::successor) continue;
        auto& known = next.try_emplace({outcome.state, mover}, cost).first->second;
        known = std::min(known, cost);
      }
  for (const auto& [reached, switches] : now)
    if (!at_step && bad(reached.first)) fewest = std::min(fewest, switches);
  return fewest;
}

TEST(BreadthFirst, OfTheShortestRunsTakesOneWithTheFewestSwitches) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    const Result result = search(system, interpreted(system), 2);
    RC_PRE(result.violation.has_value());
    const std::vector<ir::Move>& moves = result.violation->moves;
    std::size_t switches = 0;
    for (std::size_t i = 1; i < moves.size(); ++i)
      switches += moves[i - 1].task != moves[i].task || moves[i - 1].copy != moves[i].copy ? 1 : 0;
    RC_CLASSIFY(switches > 0, "switches");
    RC_ASSERT(switches == fewest_switches(system, *result.violation));
  }));
}

TEST(BreadthFirst, SeesADeadlockOnlyIfThatIsAProperty) {
  std::size_t deadlocks = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    ir::System system = test::random_system(seed, 2);
    const Result with = search(system, interpreted(system), 1);
    if (!with.violation || with.violation->observation != ir::ObservationId::none) continue;
    ++deadlocks;
    for (ir::Property& property : system.properties)
      if (property.kind == ir::Property::Kind::deadlock) property.kind = ir::Property::Kind::cover;
    const Result without = search(system, interpreted(system), 1);
    EXPECT_TRUE(!without.violation || without.violation->observation != ir::ObservationId::none);
  }
  EXPECT_GT(deadlocks, 0u);
}

/// Thousands of states break the invariant in the same level, each at the end of a great many runs.
TEST(BreadthFirst, ChoosesTheSameOfManyViolationsAtAnyNumberOfThreads) {
  ir::System system = counters(5);
  forbid_sum(system, 20);
  const codegen::CompiledSystem compiled(system);
  const auto run = [&](unsigned threads) {
    return explore::breadth_first(system, [&] { return compiled.generator(); }, {.threads = threads});
  };
  const Result one = run(1);
  ASSERT_TRUE(one.violation);
  EXPECT_EQ(one.violation->moves.size(), 20u);
  for (const unsigned threads : {2, 3, 4}) {
    const Result several = run(threads);
    EXPECT_EQ(several.counts.states, one.counts.states);
    EXPECT_EQ(several.counts.transitions, one.counts.transitions);
    EXPECT_EQ(several.valuations, one.valuations);
    ASSERT_TRUE(several.violation);
    EXPECT_EQ(several.violation->moves, one.violation->moves);
  }
}

class LimitsTest : public testing::Test {
 protected:
  Result run(Options options) {
    options.threads = 2;
    return explore::breadth_first(system_, [this] { return compiled_.generator(); }, options);
  }
  void expect_incomplete(const Result& result, const std::string& reason) {
    EXPECT_EQ(result.verdict, ir::Verdict::incomplete);
    EXPECT_EQ(result.reason, reason);
    EXPECT_LT(result.counts.states, states_);
    EXPECT_GT(result.counts.states, 0u);
    EXPECT_GT(result.counts.frontier, 0u);
  }
  static constexpr std::uint64_t states_ = 1'000'000;  // ten digits each, six of them
  ir::System system_ = counters(6);
  codegen::CompiledSystem compiled_{system_};
};

TEST_F(LimitsTest, NoneMeansAllStates) {
  const Result result = run({});
  EXPECT_EQ(result.verdict, ir::Verdict::holds);
  EXPECT_EQ(result.reason, "");
  EXPECT_EQ(result.counts.states, states_);
  EXPECT_EQ(result.counts.transitions, states_ / 10 * 9 * 6);  // nine of ten values of each digit can grow
  EXPECT_EQ(result.counts.depth, 9u * 6);
  EXPECT_EQ(result.counts.frontier, 0u);
  EXPECT_EQ(result.threads, 2u);
}

TEST_F(LimitsTest, ALimitThatIsNotExceededDoesNotMatter) {
  EXPECT_EQ(run({.limits = {.states = states_, .seconds = 1e9, .memory_bytes = 1u << 30}}).verdict,
            ir::Verdict::holds);
}

TEST_F(LimitsTest, States) {
  const Result result = run({.limits = {.states = 10'000}});
  expect_incomplete(result, "state limit");
  EXPECT_GT(result.counts.states, 10'000u);
}

TEST_F(LimitsTest, Memory) {
  constexpr std::uint64_t bytes = 4 << 20;
  const Result result = run({.limits = {.memory_bytes = bytes}});
  expect_incomplete(result, "memory limit");
  EXPECT_LE(result.counts.memory_bytes, bytes);
}

/// Four bytes a state or so; levels of half a megabyte go to disk.
TEST_F(LimitsTest, MemoryForTheVisitedSetIsEnough) {
  const Result result = run({.limits = {.memory_bytes = 8 << 20}});
  EXPECT_EQ(result.verdict, ir::Verdict::holds);
  EXPECT_EQ(result.counts.states, states_);
  EXPECT_EQ(result.counts.transitions, states_ / 10 * 9 * 6);
}

TEST_F(LimitsTest, Seconds) {
  expect_incomplete(run({.limits = {.seconds = 1e-9}}), "time limit");
}

TEST_F(LimitsTest, StopFlag) {
  const std::atomic<bool> stop = true;
  expect_incomplete(run({.stop = &stop}), "interrupted");
}

/// A generator whose first expansion takes longer than progress is reported apart.
class SlowGenerator : public ir::InterpretedGenerator {
 public:
  using InterpretedGenerator::InterpretedGenerator;
  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override {
    if (!std::exchange(slept_, true)) std::this_thread::sleep_for(std::chrono::milliseconds(150));
    InterpretedGenerator::expand_all(states, count, out);
  }

 private:
  bool slept_ = false;
};

TEST(BreadthFirst, ReportsProgressWhileItRuns) {
  const ir::System system = counters(2);
  std::uint64_t states = 0, bytes = 0;
  Options options{.threads = 1};
  options.progress = [&](const Progress& progress) {
    states = progress.states;
    bytes = progress.memory_bytes;
  };
  explore::breadth_first(system, [&] { return std::make_unique<SlowGenerator>(system); }, options);
  EXPECT_GT(states, 0u);
  EXPECT_GT(bytes, 0u);
}

}  // namespace
}  // namespace mc::explore
