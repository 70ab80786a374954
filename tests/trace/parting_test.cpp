// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "example.h"
#include "ir/interpreter.h"
#include "support/random_system.h"
#include "trace/lockstep.h"
#include "transform/optimise.h"

namespace mc::trace {
namespace {

/// Up to `length` steps of `system`, chosen at random; a failing check ends the run.
std::vector<ir::Move> random_run(const ir::System& system, std::uint64_t seed, std::size_t length) {
  const ir::Interpreter interpreter(system);
  std::mt19937_64 random(seed);
  std::vector<ir::Move> moves;
  for (ir::State state = interpreter.initial(); moves.size() < length;) {
    std::vector<ir::Outcome> outcomes = interpreter.runs(state);
    std::erase_if(outcomes, [](const ir::Outcome& outcome) {
      return outcome.kind == ir::Outcome::Kind::blocked || outcome.kind == ir::Outcome::Kind::pruned;
    });
    if (outcomes.empty()) break;
    const ir::Outcome& outcome = outcomes[random() % outcomes.size()];
    moves.push_back(outcome.move);
    if (outcome.kind == ir::Outcome::Kind::violated) break;
    state = outcome.state;
  }
  return moves;
}

/// The shared variables when a run ends.
ir::State end_of(const ir::System& system, const std::vector<ir::Move>& moves) {
  const ir::Interpreter interpreter(system);
  ir::State state = interpreter.initial();
  for (const ir::Move& move : moves) state = interpreter.run(state, move).state;
  state.resize(ir::StateIndex(system).frame(0, 0));
  return state;
}

RC_GTEST_PROP(Refine, LeadsToTheSameSharedState, (std::uint64_t seed)) {
  const ir::System fine = test::random_system(seed);
  const ir::System merged = transform::merged(fine);
  const std::vector<ir::Move> moves = random_run(merged, seed, 30);
  std::vector<ir::Move> parts;
  for (const Part& part : refine(merged, fine, moves)) parts.push_back(part.move);
  RC_ASSERT(parts.size() >= moves.size());
  const ir::State one = end_of(merged, moves), other = end_of(fine, parts);
  RC_ASSERT(one == other);
}

RC_GTEST_PROP(Accompany, ASystemComesAlongWithItself, (std::uint64_t seed)) {
  const ir::System fine = test::random_system(seed);
  std::vector<Part> parts;
  for (const ir::Move& move : random_run(fine, seed, 30)) parts.push_back({move, parts.size()});
  const Companion companion = accompany(fine, parts, fine);
  RC_ASSERT(companion.arrives);
  RC_ASSERT(companion.partings.empty());
}

/// Process 0 stores, then process 1 finds the folio dirty.
std::vector<Part> double_dirty() {
  std::vector<Part> parts;
  for (const std::uint32_t copy : {0u, 0u, 0u, 0u, 1u, 1u, 1u})
    parts.push_back({{.task = 0, .copy = copy, .choices = {}}, parts.size()});
  return parts;
}

Parting only_parting(const ir::System& other) {
  const test::Example example;
  const Companion companion = accompany(example.system, double_dirty(), other);
  EXPECT_FALSE(companion.arrives);
  EXPECT_EQ(companion.partings.size(), 1u);
  return companion.partings.empty() ? Parting() : companion.partings.front();
}

/// The instruction of `process` whose statement reads so.
ir::Instruction& instruction(ir::System& system, const std::string& statement) {
  for (ir::Instruction& each : system.tasks[0].code)
    if (each.source != ir::SourceId::none && system.sources[ir::index(each.source)].text == statement)
      return each;
  throw std::logic_error("no such statement");
}

TEST(Accompany, TellsAnotherEffect) {
  test::Example other;
  instruction(other.system, "*pte = PTE_RW").expression = other.system.expressions.constant(1);
  const Parting parting = only_parting(other.system);
  EXPECT_EQ(parting.kind, Parting::Kind::effect);
  EXPECT_EQ(parting.step, 1u);
  ASSERT_EQ(parting.others.size(), 1u);
  EXPECT_EQ(parting.others[0].changes.at(0).after, "PTE_RO");
  EXPECT_EQ(parting.here.changes.at(0).after, "PTE_RW");
}

TEST(Accompany, TellsWhoWaits) {
  test::Example other;
  instruction(other.system, "f->locked = false").expression = other.system.expressions.constant(1);
  const Parting effect = only_parting(other.system);
  EXPECT_EQ(effect.kind, Parting::Kind::effect);
  EXPECT_EQ(effect.step, 3u);
  test::Example locked;
  locked.system.globals[0].initial = 1;
  const Parting parting = only_parting(locked.system);
  EXPECT_EQ(parting.kind, Parting::Kind::waits);
  EXPECT_EQ(parting.step, 0u);
  EXPECT_TRUE(parting.others.empty());
}

TEST(Accompany, TellsAMissingTask) {
  test::Example other;
  other.system.tasks[0].count = 1;
  const Parting parting = only_parting(other.system);
  EXPECT_EQ(parting.kind, Parting::Kind::waits);
  EXPECT_EQ(parting.step, 4u);
}

TEST(Accompany, TellsACheckThatHolds) {
  test::Example other;
  other.system.formulas[0].expression = other.system.expressions.constant(1);
  const Parting parting = only_parting(other.system);
  EXPECT_EQ(parting.kind, Parting::Kind::check);
  EXPECT_EQ(parting.step, 6u);
}

/// The other one looks twice before it stores.
TEST(Accompany, TellsADetour) {
  test::Example other;
  std::vector<ir::Instruction>& code = other.system.tasks[0].code;
  ir::Instruction again = code[0];
  other.system.sources.push_back({.file = "model.c", .line = 50, .column = 1, .text = "look again"});
  again.source = static_cast<ir::SourceId>(other.system.sources.size() - 1);
  again.expression = other.system.expressions.constant(1);
  code.insert(code.begin() + 2, again);
  const test::Example example;
  const Companion companion = accompany(example.system, double_dirty(), other.system);
  EXPECT_TRUE(companion.arrives);
  ASSERT_EQ(companion.partings.size(), 2u);
  EXPECT_EQ(companion.partings[0].kind, Parting::Kind::detour);
  EXPECT_EQ(companion.partings[0].step, 1u);
  ASSERT_EQ(companion.partings[0].others.size(), 1u);
  EXPECT_EQ(companion.partings[0].others[0].statement, "look again");
  EXPECT_EQ(companion.partings[1].step, 5u);
}

TEST(Accompany, TellsAnotherWay) {
  test::Example other;
  std::vector<ir::Instruction>& code = other.system.tasks[0].code;
  code[2].source = code[3].source;
  const Parting parting = only_parting(other.system);
  EXPECT_EQ(parting.kind, Parting::Kind::statement);
  EXPECT_EQ(parting.step, 1u);
  EXPECT_FALSE(parting.others.empty());
}

}  // namespace
}  // namespace mc::trace
