// SPDX-License-Identifier: Apache-2.0
#include "prove/path.h"

#include <algorithm>

#include "ir/interpreter.h"

namespace mc::prove {

using ir::Outcome;

namespace {

ir::PropertyId property_of(const ir::System& system, ir::ObservationId id) {
  return system.formulas[ir::index(system.observations[ir::index(id)].formula)].property;
}

/// What is wrong with a state; PropertyId::none if nothing is.
ir::Violation bad_state(const ir::System& system, const ir::Interpreter& interpreter,
                        const ir::State& state) {
  for (const ir::ObservationId invariant : system.invariants)
    if (!interpreter.holds(invariant, interpreter.arguments(state, invariant)))
      return {.property = property_of(system, invariant), .observation = invariant};
  const auto deadlock =
      std::ranges::find(system.properties, ir::Property::Kind::deadlock, &ir::Property::kind);
  if (deadlock != system.properties.end() && interpreter.deadlocked(state))
    return {.property = static_cast<ir::PropertyId>(deadlock - system.properties.begin())};
  return {};
}

}  // namespace

ir::Violation violation_of(const ir::System& system, const States& states) {
  const ir::Interpreter interpreter(system);
  if (states.empty() || states.front() != interpreter.initial())
    throw std::logic_error("a run that Z3 found begins elsewhere");
  std::vector<ir::Move> moves;
  for (std::size_t i = 0; i + 1 < states.size(); ++i) {
    const std::vector<Outcome> runs = interpreter.runs(states[i]);
    const auto found = std::ranges::find_if(runs, [&](const Outcome& run) {
      return run.kind == Outcome::Kind::successor && run.state == states[i + 1];
    });
    if (found == runs.end()) throw std::logic_error("the interpreter has no step that Z3 found");
    moves.push_back(found->move);
  }
  ir::Violation violation = bad_state(system, interpreter, states.back());
  if (violation.property == ir::PropertyId::none) {
    const std::vector<Outcome> runs = interpreter.runs(states.back());
    const auto failing = std::ranges::find(runs, Outcome::Kind::violated, &Outcome::kind);
    if (failing == runs.end()) throw std::logic_error("the interpreter sees no violation where Z3 does");
    moves.push_back(failing->move);
    violation = {.property = property_of(system, failing->observation), .observation = failing->observation};
  }
  violation.moves = std::move(moves);
  return violation;
}

}  // namespace mc::prove
