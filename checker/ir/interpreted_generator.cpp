// SPDX-License-Identifier: Apache-2.0
#include "ir/interpreted_generator.h"

namespace mc::ir {

InterpretedGenerator::InterpretedGenerator(const System& system)
    : system_(&system),
      interpreter_(system),
      layout_(system),
      covered_(system.properties.size()),
      valuations_(system.formulas.size()) {}

std::set<std::vector<Value>>& InterpretedGenerator::valuations_of(ObservationId observation) {
  return valuations_[index(system_->observations[index(observation)].formula)];
}

void InterpretedGenerator::cover(ObservationId observation) {
  const FormulaId formula = system_->observations[index(observation)].formula;
  covered_[index(system_->formulas[index(formula)].property)] = true;
}

void InterpretedGenerator::record(const Outcome& outcome) {
  for (const auto& [observation, arguments] : outcome.evaluations)
    valuations_of(observation).insert(arguments);
  for (ObservationId observation : outcome.covered) cover(observation);
}

void InterpretedGenerator::expand_all(const Word* states, std::size_t count, Successors& out) {
  for (std::uint32_t place = 0; place < count; ++place)
    expand_one(layout_.unpack(states + place * words()), place, out);
}

void InterpretedGenerator::expand_one(const State& state, std::uint32_t place, Successors& out) {
  std::vector<std::uint32_t> first_copy{0};
  for (const Task& task : system_->tasks) first_copy.push_back(first_copy.back() + task.count);
  for (const Outcome& outcome : interpreter_.runs(state)) {
    record(outcome);
    if (outcome.kind == Outcome::Kind::violated)
      out.violations.push_back({outcome.move, outcome.observation, place});
    if (outcome.kind != Outcome::Kind::successor) continue;
    out.movers.push_back(first_copy[outcome.move.task] + outcome.move.copy);
    layout_.pack(outcome.state, out.states.room(words()));
    out.states.commit(words());
  }
  if (interpreter_.deadlocked(state)) out.deadlocks.push_back(place);
}

ObservationId InterpretedGenerator::observe(const Word* packed) {
  const State state = layout_.unpack(packed);
  ObservationId failed = ObservationId::none;
  for (ObservationId invariant : system_->invariants) {
    const std::vector<Value> arguments = interpreter_.arguments(state, invariant);
    valuations_of(invariant).insert(arguments);
    if (failed == ObservationId::none && !interpreter_.holds(invariant, arguments)) failed = invariant;
  }
  for (ObservationId goal : system_->covers)
    if (interpreter_.holds(goal, interpreter_.arguments(state, goal))) cover(goal);
  return failed;
}

std::vector<std::vector<Value>> InterpretedGenerator::valuations(FormulaId formula) const {
  const auto& seen = valuations_[index(formula)];
  return {seen.begin(), seen.end()};
}

}  // namespace mc::ir
