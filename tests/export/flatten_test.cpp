// SPDX-License-Identifier: Apache-2.0
// What exporters rest on: flat systems do the same, and guards say what steps can do.
#include "export/flatten.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>

#include "export/guards.h"
#include "export/simplify.h"
#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "ir/print.h"
#include "ir/validate.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::exporter {

namespace {

using namespace ir;

constexpr std::size_t most_states = 300;

RC_GTEST_PROP(Flatten, KeepsEveryTransition, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  const System flat = flatten(system).system;
  for (const Defect& defect : validate(flat)) RC_FAIL(defect.what);
  const test::Reachable one = test::reachable(system, most_states), two = test::reachable(flat, most_states);
  RC_ASSERT(one.complete == two.complete);
  RC_ASSERT(one.states.size() == two.states.size());
  RC_ASSERT(one.transitions == two.transitions);
  RC_ASSERT(one.depth == two.depth);
  RC_ASSERT(one.covered == two.covered);
  RC_ASSERT(one.violated() == two.violated());
}

/// Elements of an array of structs that another place takes apart: no one distance fits all.
TEST(Flatten, IrregularDistances) {
  test::Builder builder;
  builder.global("s[0].f");
  builder.global("s[0].g");
  builder.global("s[1].f");
  builder.global("other");
  builder.global("s[2].f");
  builder.global("index", test::range(0, 2));
  const PlaceId index = builder.system.add_place({.base = 5, .type = test::range(0, 2)});
  builder.task("task");
  builder.step().choose(index, builder.constant(3));
  builder.step().assign(builder.system.add_place({.subscripts = {{builder.load(index), 2, 3}}, .type = {}}),
                        builder.constant(1));
  builder.step().assign(
      builder.system.add_place({.subscripts = {{builder.load(builder.global("bit")), 1, 2}}, .type = {}}),
      builder.constant(0));
  builder.end();
  const System flat = flatten(builder.system).system;
  EXPECT_EQ(test::reachable(flat).states.size(), test::reachable(builder.system).states.size());
  EXPECT_EQ(test::reachable(flat).transitions, test::reachable(builder.system).transitions);
}

/// Of expressions that are evaluated at the start of a step of `copy`, when all temporaries are 0.
Scope scope_of(const Interpreter& interpreter, const System& system, const State& state, std::uint32_t task,
               unsigned copy) {
  static constexpr std::array<Value, 64> zeros{};
  const std::span<const Value> all(state);
  return {.shared = all.first(system.globals.size()),
          .local = all.subspan(interpreter.index().frame(task, copy), system.tasks[task].frame.size()),
          .temporary = zeros,
          .self = copy,
          .arguments = {}};
}

/// The conditions that exporters write for one step of one copy, evaluated before it is taken.
class Conditions {
 public:
  Conditions(Flat& flat, std::uint32_t task, std::uint32_t start) : system_(flat.system), task_(task) {
    Guards guards(flat, task, start);
    Simplifier simplifier(flat.system);
    possible_ = simplifier.condition(guards.at_start(guards.possible(start)));
    pruned_ = simplifier.condition(guards.at_start(guards.pruned(start)));
  }

  bool possible(const Interpreter& interpreter, const State& state, unsigned copy) const {
    return holds(possible_, interpreter, state, copy);
  }
  bool pruned(const Interpreter& interpreter, const State& state, unsigned copy) const {
    return holds(pruned_, interpreter, state, copy);
  }

 private:
  bool holds(ExprId condition, const Interpreter& interpreter, const State& state, unsigned copy) const {
    return Evaluator(system_, scope_of(interpreter, system_, state, task_, copy)).value(condition) != 0;
  }

  const System& system_;
  std::uint32_t task_;
  ExprId possible_{}, pruned_{};
};

RC_GTEST_PROP(Guards, SayWhatTheInterpreterDoes, (std::uint64_t seed)) {
  Flat flat = flatten(test::random_system(seed));
  const System& system = flat.system;
  const Interpreter interpreter(system);
  std::map<std::pair<std::uint32_t, Value>, Conditions> known;
  for (const State& state : test::reachable(system, most_states).states)
    for (std::uint32_t task = 0; task < system.tasks.size(); ++task)
      for (unsigned copy = 0; copy < system.tasks[task].count; ++copy) {
        const Value start = state[interpreter.index().program_counter(task, copy)];
        const auto& conditions =
            known.try_emplace({task, start}, flat, task, static_cast<std::uint32_t>(start)).first->second;
        bool possible = false, pruned = false;
        for (const Outcome& outcome : interpreter.runs(state, task, copy)) {
          possible |= outcome.kind == Outcome::Kind::successor || outcome.kind == Outcome::Kind::violated;
          pruned |= outcome.kind == Outcome::Kind::pruned;
        }
        if (conditions.possible(interpreter, state, copy) != possible) RC_LOG() << to_string(system);
        RC_ASSERT(conditions.possible(interpreter, state, copy) == possible);
        RC_ASSERT(conditions.pruned(interpreter, state, copy) == pruned);
      }
}

RC_GTEST_PROP(Simplifier, KeepsEveryValue, (std::uint64_t seed)) {
  Flat flat = flatten(test::random_system(seed));
  ir::System& system = flat.system;
  const Interpreter interpreter(system);
  const auto reached = test::reachable(system, most_states).states;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task)
    for (const Instruction& instruction : system.tasks[task].code) {
      if (instruction.kind != Instruction::Kind::assign) continue;
      const ExprId value = instruction.expression, simplified = Simplifier(system).value(value);
      for (const State& state : reached) {
        Evaluator evaluate(system, scope_of(interpreter, system, state, task, 0));
        RC_ASSERT(evaluate.value(simplified) == evaluate.value(value));
      }
    }
}

}  // namespace

}  // namespace mc::exporter
