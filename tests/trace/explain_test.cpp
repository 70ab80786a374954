// SPDX-License-Identifier: Apache-2.0
#include "trace/explain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "example.h"
#include "explore/search.h"
#include "ir/interpreted_generator.h"
#include "ir/interpreter.h"
#include "support/random_system.h"

namespace mc::trace {
namespace {

using test::Example;
using Steps = std::vector<std::size_t>;

explore::GeneratorFactory interpreted(const ir::System& system) {
  return [&system] { return std::make_unique<ir::InterpretedGenerator>(system); };
}

TEST(Explain, NamesTheStepsThatMadeWhatAStepReads) {
  const Example example;
  const ir::Move first{.task = 0, .copy = 0}, second{.task = 0, .copy = 1};
  Trace trace = replay(
      example.system,
      ir::Violation{example.warning, example.warned, {first, first, first, first, second, second, second}});
  explain_needs(example.system, trace);
  EXPECT_EQ(trace.steps[0].needs, Steps{});   // folio_lock: nobody has touched the lock
  EXPECT_EQ(trace.steps[2].needs, Steps{});   // the check that held makes no difference
  EXPECT_EQ(trace.steps[4].needs, Steps{3});  // folio_lock: it was unlocked
  EXPECT_EQ(trace.steps[6].needs, Steps{2});  // the check that fails: it was dirtied
}

TEST(Explain, NamesTheStepsThatTheLastStateIsOf) {
  Example example;
  example.system.invariants.push_back(example.always_clean);
  const ir::Move flusher{.task = 1, .choices = {1}};
  Trace stuck = replay(example.system, ir::Violation{example.stuck, {}, {flusher, {.task = 1}}});
  explain_needs(example.system, stuck);
  EXPECT_EQ(stuck.steps[1].needs, Steps{0});  // whether writing fails
  EXPECT_EQ(stuck.needs, Steps{1});           // it left the folio locked
  const ir::Move first{.task = 0, .copy = 0};
  Trace dirty =
      replay(example.system, ir::Violation{example.clean, example.always_clean, {first, first, first}});
  explain_needs(example.system, dirty);
  EXPECT_EQ(dirty.needs, Steps{2});
}

/// A slot whose writers a step is not said to need makes no difference to it: with another value in it the
/// step does and writes the same, if it gets by the checks.
class Needless {
 public:
  Needless(const ir::System& system, const Trace& trace)
      : interpreter_(system), trace_(trace), writers_(interpreter_.index().size()) {}

  /// Returns how many slots it has tried.
  std::size_t run() {
    ir::State state = interpreter_.initial();
    for (std::size_t number = 0; number < trace_.steps.size(); ++number) {
      const ir::Outcome outcome = interpreter_.run(state, trace_.steps[number].move);
      for (std::size_t slot = 0; slot < state.size(); ++slot) alter(number, slot, state, outcome);
      state = outcome.state;
    }
    return tried_;
  }

 private:
  void alter(std::size_t number, std::size_t slot, ir::State state, const ir::Outcome& outcome) {
    const Step& step = trace_.steps[number];
    if (slot == interpreter_.index().program_counter(step.move.task, step.move.copy)) return;
    const ir::Value was = state[slot];
    const ir::Type type = interpreter_.index().type(slot);
    state[slot] = was == type.least ? type.most : type.least;
    const ir::Outcome other = interpreter_.run(state, step.move);
    const bool needed = std::ranges::any_of(
        writers_[slot], [&](std::size_t writer) { return std::ranges::count(step.needs, writer) > 0; });
    if (!needed && !writers_[slot].empty() && other.kind != ir::Outcome::Kind::violated)
      expect_same(slot, outcome, other, outcome.state[slot] != was);
    if (outcome.state[slot] != was) writers_[slot] = {number};
    const bool may_have_written_the_same =
        other.instructions != outcome.instructions || other.state[slot] == outcome.state[slot];
    if (may_have_written_the_same && !writers_[slot].empty()) writers_[slot].insert(number);
  }

  void expect_same(std::size_t slot, const ir::Outcome& outcome, const ir::Outcome& other, bool changed) {
    ++tried_;
    EXPECT_EQ(other.kind, outcome.kind);
    EXPECT_EQ(other.instructions, outcome.instructions);
    for (std::size_t i = 0; i < outcome.state.size(); ++i) {
      if (i == slot && !changed) continue;
      EXPECT_EQ(other.state[i], outcome.state[i]) << interpreter_.index().name(i);
    }
  }

  ir::Interpreter interpreter_;
  const Trace& trace_;
  std::vector<std::set<std::size_t>> writers_;  ///< by slot that was changed, who may have written it last
  std::size_t tried_ = 0;
};

TEST(Explain, WhatAStepDoesNotNeedMakesNoDifferenceToIt) {
  std::size_t tried = 0;
  for (std::uint64_t seed = 0; seed < 600 && !HasFailure(); ++seed) {
    const ir::System system = test::random_system(seed, 4);
    const explore::Result result =
        explore::breadth_first(system, interpreted(system), {.threads = 1, .limits = {.states = 200}});
    if (!result.violation) continue;
    Trace trace = replay(system, *result.violation);
    explain_needs(system, trace);
    SCOPED_TRACE(seed);
    tried += Needless(system, trace).run();
  }
  EXPECT_GT(tried, 100u);
}

}  // namespace
}  // namespace mc::trace
