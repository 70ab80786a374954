// SPDX-License-Identifier: Apache-2.0
#include "trace/trace.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "example.h"
#include "ir/interpreter.h"
#include "support/random_system.h"

namespace mc::trace {
namespace {

using test::Example;

ir::Move process(std::uint32_t copy) {
  return {.task = 0, .copy = copy};
}
ir::Move flusher(std::vector<std::uint32_t> choices = {}) {
  return {.task = 1, .choices = std::move(choices)};
}

/// Process 0 stores, then process 1 finds the folio dirty.
ir::Violation double_dirty(const Example& example) {
  return {.property = example.warning,
          .observation = example.warned,
          .moves = {process(0), process(0), process(0), process(0), process(1), process(1), process(1)}};
}

ir::Violation deadlock(const Example& example) {
  return {.property = example.stuck, .moves = {flusher({1}), flusher()}};
}

std::string told(const std::vector<Change>& changes) {
  std::string out;
  for (const Change& change : changes)
    out += fmt::format("{}{} {} {}", out.empty() ? "" : ", ", change.what, change.before, change.after);
  return out;
}

/// "do_wp_page < handle_pte_fault", innermost first.
std::string told(const CallPath& path) {
  std::string out;
  for (const Frame& frame : path)
    out += fmt::format("{}{}:{}", out.empty() ? "" : " < ", frame.function, frame.line);
  return out;
}

TEST(Trace, TellsEachStep) {
  const Example example;
  const Trace trace = replay(example.system, double_dirty(example));
  ASSERT_EQ(trace.steps.size(), 7u);

  EXPECT_EQ(trace.steps[0].task, "process 0");
  EXPECT_EQ(trace.steps[0].function, "folio_lock");
  EXPECT_EQ(trace.steps[0].caller, "store");
  EXPECT_EQ(trace.steps[0].stands_for, "mm/filemap.c:folio_lock");
  EXPECT_EQ(trace.steps[0].statement, "f->locked = true");  // the write, not the await before it
  EXPECT_EQ(trace.steps[0].file, "model.c");
  EXPECT_EQ(trace.steps[0].line, 11u);
  EXPECT_EQ(told(trace.steps[0].changes), "folio[0].locked false true");
  EXPECT_EQ(told(trace.steps[0].call_path), "folio_lock:11 < store:30 < process:40");

  EXPECT_EQ(told(trace.steps[1].changes), "pte[0] PTE_NONE PTE_RW");
  EXPECT_EQ(told(trace.steps[2].changes), "folio[0].dirty false true");
  EXPECT_EQ(trace.steps[5].task, "process 1");
  EXPECT_EQ(told(trace.steps[5].changes), "pte[1] PTE_NONE PTE_RW");
}

TEST(Trace, EndsWithTheFailedCheck) {
  const Example example;
  const Trace trace = replay(example.system, double_dirty(example));
  EXPECT_EQ(trace.property, "no_double_dirty");
  EXPECT_EQ(trace.formula, "!was_dirty");
  EXPECT_EQ(trace.kind, ir::Property::Kind::check);
  EXPECT_EQ(trace.values, (std::vector<std::pair<std::string, std::string>>{{"was_dirty", "true"}}));
  EXPECT_EQ(trace.arguments, std::vector<ir::Value>{1});
  EXPECT_EQ(trace.violated, static_cast<ir::FormulaId>(0));
  EXPECT_EQ(trace.statement, "WARN_ON(f->dirty)");
  EXPECT_EQ(told(trace.call_path), "folio_mark_dirty:20 < store:31 < process:40");
  EXPECT_EQ(trace.steps.back().statement, "WARN_ON(f->dirty)");
  EXPECT_TRUE(trace.steps.back().changes.empty());
  EXPECT_TRUE(trace.waiting.empty());
}

TEST(Trace, EndsInTheStateThatBreaksAnInvariant) {
  Example example;
  example.system.invariants = {example.always_clean};
  const Trace trace = replay(example.system, {.property = example.clean,
                                              .observation = example.always_clean,
                                              .moves = {process(0), process(0), process(0)}});
  EXPECT_EQ(trace.property, "never_dirty");
  EXPECT_EQ(trace.values.at(0).second, "true");
  EXPECT_EQ(trace.statement, "f->dirty = true");
}

TEST(Trace, TellsThatTheInitialStateIsBad) {
  Example example;
  example.system.globals[1].initial = 1;
  const Trace trace =
      replay(example.system, {.property = example.clean, .observation = example.always_clean});
  EXPECT_TRUE(trace.steps.empty());
  EXPECT_EQ(trace.values.at(0).second, "true");
}

TEST(Trace, TellsWhoWaitsInADeadlock) {
  const Example example;
  const Trace trace = replay(example.system, deadlock(example));
  ASSERT_EQ(trace.waiting.size(), 2u);  // the flusher has finished
  EXPECT_EQ(trace.waiting[1].task, "process 1");
  EXPECT_EQ(trace.waiting[1].statement, "mc_await(!f->locked)");
  EXPECT_EQ(told(trace.waiting[1].call_path), "folio_lock:10 < store:30 < process:40");
}

TEST(Trace, ShowsChoicesAndLocals) {
  const Example example;
  const Trace trace = replay(example.system, deadlock(example));
  const Step& first = trace.steps.at(0);
  EXPECT_EQ(first.task, "flusher");
  EXPECT_EQ(first.caller, "");
  EXPECT_EQ(first.statement, "mc_await(!folio[0].locked)");
  ASSERT_EQ(first.choices.size(), 1u);
  EXPECT_EQ(first.choices[0].statement, "fails = mc_choose(2) = 1");
  EXPECT_EQ(first.choices[0].function, "flusher");
  ASSERT_EQ(first.changes.size(), 1u);
  EXPECT_EQ(first.changes[0].what, "fails");
  EXPECT_EQ(first.changes[0].function, "flusher");
  EXPECT_FALSE(first.changes[0].shared);
}

TEST(Trace, NamesAStepThatWritesNothingSharedByWhatItReads) {
  Example example;
  std::vector<ir::Instruction>& code = example.system.tasks[1].code;
  std::swap(code[0], code[1]);  // first the choice, which is local, then the await
  std::swap(code[0].step, code[1].step);
  const Trace trace = replay(example.system, deadlock(example));
  EXPECT_EQ(trace.steps.at(0).statement, "mc_await(!folio[0].locked)");
  EXPECT_EQ(trace.steps.at(0).choices.size(), 1u);
}

TEST(Trace, WritesAChoiceIntoTheStatementThatNamesTheStep) {
  Example example;
  example.system.tasks[1].code[0].kind = ir::Instruction::Kind::jump;
  example.system.tasks[1].code[0].target = 1;
  example.system.tasks[1].code[0].source = ir::SourceId::none;
  example.system.sources[ir::index(example.system.tasks[1].code[1].source)].text = "f(mc_choose(g(2)), 3)";
  const Trace trace = replay(example.system, deadlock(example));
  EXPECT_EQ(trace.steps.at(0).statement, "f(mc_choose(g(2)) = 1, 3)");
  EXPECT_TRUE(trace.steps.at(0).choices.empty());
}

TEST(Trace, RefusesWhatDoesNotReplay) {
  const Example example;
  const ir::Violation good = double_dirty(example);
  const auto refuses = [&](const auto& spoil) {
    ir::Violation bad = good;
    spoil(bad);
    EXPECT_THROW(replay(example.system, bad), ReplayError);
  };
  refuses([](auto& v) { v.moves.pop_back(); });                       // the check does not fail yet
  refuses([](auto& v) { v.moves.push_back(process(1)); });            // it fails before the last step
  refuses([](auto& v) { v.moves[1] = process(1); });                  // the lock is held: not enabled
  refuses([](auto& v) { v.moves.clear(); });                          // a check takes a step to fail
  refuses([](auto& v) { v.moves[0] = {.task = 7}; });                 // no such task
  refuses([](auto& v) { v.moves[0] = process(2); });                  // no such copy
  refuses([](auto& v) { v.moves[0].choices = {1}; });                 // it has no choice
  refuses([&](auto& v) { v.observation = example.always_clean; });    // of another property
  refuses([](auto& v) { v.observation = ir::ObservationId::none; });  // of none
  refuses([](auto& v) { v.property = ir::PropertyId::none; });        // no such property
  refuses([&](auto& v) { v.property = example.stuck; });              // a step fails on the way
  EXPECT_NO_THROW(replay(example.system, good));
}

TEST(Trace, RefusesAnInvariantThatHoldsAndADeadlockThatIsNone) {
  const Example example;
  EXPECT_THROW(replay(example.system, {.property = example.clean,
                                       .observation = example.always_clean,
                                       .moves = {process(0), process(0)}}),
               ReplayError);
  ir::Violation free = deadlock(example);
  free.moves[0].choices = {0};
  EXPECT_NO_THROW(replay(example.system, deadlock(example)));
  free.moves = {flusher({0})};
  EXPECT_THROW(replay(example.system, free), ReplayError);
}

/// A random walk that ended in a violation, if it did.
std::optional<ir::Violation> walk(const ir::System& system, std::mt19937_64& random) {
  const ir::Interpreter interpreter(system);
  ir::State state = interpreter.initial();
  ir::Violation violation;
  for (int steps = 0; steps < 60; ++steps) {
    std::vector<ir::Outcome> runs = interpreter.runs(state);
    std::erase_if(runs, [](const ir::Outcome& run) {
      return run.kind == ir::Outcome::Kind::blocked || run.kind == ir::Outcome::Kind::pruned;
    });
    if (runs.empty()) return std::nullopt;
    const ir::Outcome& run = runs[random() % runs.size()];
    violation.moves.push_back(run.move);
    if (run.kind == ir::Outcome::Kind::violated) {
      violation.observation = run.observation;
      violation.property =
          system.formulas[ir::index(system.observations[ir::index(run.observation)].formula)].property;
      return violation;
    }
    state = run.state;
  }
  return std::nullopt;
}

/// The changes that a trace tells lead from the initial values, each from where the last one left off.
void expect_consistent(const ir::System& system, const Trace& trace) {
  std::map<std::string, std::string> values;
  for (const ir::Slot& slot : system.globals)
    values[slot.name] = ir::to_string(system, slot.type, slot.initial);
  for (const Step& step : trace.steps)
    for (const Change& change : step.changes) {
      EXPECT_NE(change.before, change.after);
      if (!change.shared) continue;
      EXPECT_EQ(values[change.what], change.before);
      values[change.what] = change.after;
    }
}

TEST(Trace, ReplaysRandomWalks) {
  int violations = 0;
  for (std::uint64_t seed = 0; seed < 300; ++seed) {
    const ir::System system = test::random_system(seed);
    std::mt19937_64 random(seed);
    const auto violation = walk(system, random);
    if (!violation) continue;
    ++violations;
    const Trace trace = replay(system, *violation);
    ASSERT_EQ(trace.steps.size(), violation->moves.size());
    expect_consistent(system, trace);
    ir::Violation cut = *violation;
    cut.moves.pop_back();
    EXPECT_THROW(replay(system, cut), ReplayError);
  }
  EXPECT_GT(violations, 10);
}

}  // namespace
}  // namespace mc::trace
