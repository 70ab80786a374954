// SPDX-License-Identifier: Apache-2.0
#include "ir/interpreted_generator.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::ir {

namespace {

struct Found {
  std::set<State> states;
  std::uint64_t transitions = 0;
  std::set<PropertyId> violated;
};

Found explore(const System& system, Generator& generator) {
  using Packed = std::vector<Word>;
  Packed start(generator.words());
  generator.initial(start.data());
  std::set<Packed> seen{start};
  std::vector<Packed> open{start};
  Found found;
  Successors out;
  while (!open.empty()) {
    const Packed state = open.back();
    open.pop_back();
    found.states.insert(generator.unpack(state.data()));
    const ObservationId failed = generator.observe(state.data());
    if (failed != ObservationId::none)
      found.violated.insert(system.formulas[index(system.observations[index(failed)].formula)].property);
    out.clear();
    generator.expand(state.data(), out);
    if (!out.deadlocks.empty()) found.violated.insert(PropertyId{0});
    for (const auto& violation : out.violations)
      found.violated.insert(
          system.formulas[index(system.observations[index(violation.observation)].formula)].property);
    for (std::size_t i = 0; i < out.states.size(); i += generator.words(), ++found.transitions) {
      const auto first = out.states.begin() + static_cast<std::ptrdiff_t>(i);
      const Packed next(first, first + generator.words());
      if (seen.insert(next).second) open.push_back(next);
    }
  }
  return found;
}

RC_GTEST_PROP(InterpretedGenerator, FindsWhatTheInterpreterDoes, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  const test::Reachable expected = test::reachable(system, 2000);
  if (!expected.complete) return;
  InterpretedGenerator generator(system);
  const Found found = explore(system, generator);
  RC_ASSERT(found.states == expected.states);
  RC_ASSERT(found.transitions == expected.transitions);
  RC_ASSERT(found.violated == expected.violated());
  RC_ASSERT(generator.covered() == expected.covered);
}

/// Each formula is remembered with the arguments that invariants and checks gave it, failed or not.
RC_GTEST_PROP(InterpretedGenerator, RemembersValuations, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  if (!test::reachable(system, 2000).complete) return;
  InterpretedGenerator generator(system);
  const Found found = explore(system, generator);
  const Interpreter interpreter(system);
  std::vector<std::set<std::vector<Value>>> expected(system.formulas.size());
  for (const State& state : found.states) {
    for (ObservationId id : system.invariants)
      expected[index(system.observations[index(id)].formula)].insert(interpreter.arguments(state, id));
    for (const Outcome& run : interpreter.runs(state))
      for (const auto& [id, arguments] : run.evaluations)
        expected[index(system.observations[index(id)].formula)].insert(arguments);
  }
  for (std::size_t i = 0; i < system.formulas.size(); ++i) {
    const auto seen = generator.valuations(static_cast<FormulaId>(i));
    RC_ASSERT((std::set<std::vector<Value>>(seen.begin(), seen.end())) == expected[i]);
    RC_ASSERT(seen.size() == expected[i].size());
  }
}

}  // namespace

}  // namespace mc::ir
