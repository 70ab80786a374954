// SPDX-License-Identifier: Apache-2.0
#include "codegen/compiled_system.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <memory>
#include <set>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include "ir/interpreted_generator.h"
#include "support/random_system.h"

namespace mc::codegen {
namespace {

using Words = std::vector<ir::Word>;

/// Asserts that two generators say the same of a state, and returns its successors.
std::vector<Words> compare(const Words& state, ir::Generator& compiled, ir::Generator& interpreted) {
  ir::Successors actual, expected;
  compiled.expand(state.data(), actual);
  interpreted.expand(state.data(), expected);
  RC_ASSERT(actual.states == expected.states);
  RC_ASSERT(actual.movers == expected.movers);
  RC_ASSERT(actual.deadlocks == expected.deadlocks);
  RC_ASSERT(actual.violations.size() == expected.violations.size());
  for (std::size_t i = 0; i < actual.violations.size(); ++i) {
    RC_ASSERT(actual.violations[i].move == expected.violations[i].move);
    RC_ASSERT(actual.violations[i].observation == expected.violations[i].observation);
  }
  RC_ASSERT(compiled.observe(state.data()) == interpreted.observe(state.data()));
  std::vector<Words> result;
  for (auto next = actual.states.begin(); next != actual.states.end(); next += compiled.words())
    result.emplace_back(next, next + compiled.words());
  return result;
}

void expect_same_behaviour(const ir::System& system, std::size_t limit) {
  const auto compiled = CompiledSystem(system).generator();
  ir::InterpretedGenerator interpreted(system);
  RC_ASSERT(compiled->words() == interpreted.words());
  RC_ASSERT(compiled->state_bits() == interpreted.state_bits());
  Words initial(compiled->words()), expected(compiled->words());
  compiled->initial(initial.data());
  interpreted.initial(expected.data());
  RC_ASSERT(initial == expected);
  std::set<Words> seen{initial};
  std::vector<Words> todo{initial};
  while (!todo.empty() && seen.size() < limit) {
    const Words state = todo.back();
    todo.pop_back();
    for (Words& next : compare(state, *compiled, interpreted))
      if (seen.insert(next).second) todo.push_back(std::move(next));
  }
  RC_ASSERT(compiled->covered() == interpreted.covered());
  for (std::uint32_t formula = 0; formula < system.formulas.size(); ++formula)
    RC_ASSERT(compiled->valuations(ir::FormulaId{formula}) == interpreted.valuations(ir::FormulaId{formula}));
}

TEST(CompiledSystem, DoesWhatTheInterpreterDoes) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    const auto size = *rc::gen::inRange(0u, 6u);
    RC_LOG() << "random_system(" << seed << ", " << size << ")";
    expect_same_behaviour(test::random_system(seed, size), 300);
  }));
}

using Violations = std::vector<std::tuple<std::uint32_t, ir::Move, ir::ObservationId>>;

Violations violations(const ir::Successors& out) {
  Violations result;
  for (const auto& [move, observation, place] : out.violations) result.emplace_back(place, move, observation);
  std::ranges::stable_sort(result, {}, [](const auto& violation) { return std::get<0>(violation); });
  return result;
}

std::vector<std::pair<std::uint32_t, Words>> moves(const ir::Successors& out, std::size_t words) {
  std::vector<std::pair<std::uint32_t, Words>> result;
  for (std::size_t i = 0; i < out.movers.size(); ++i) {
    const auto first = out.states.begin() + i * words;
    result.emplace_back(out.movers[i], Words(first, first + words));
  }
  std::ranges::sort(result);
  return result;
}

TEST(CompiledSystem, ExpandsManyStatesAsOneByOne) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    const auto size = *rc::gen::inRange(0u, 6u);
    RC_LOG() << "random_system(" << seed << ", " << size << ")";
    const ir::System system = test::random_system(seed, size);
    const auto generator = CompiledSystem(system).generator();
    const std::size_t words = generator->words();
    Words states(words);
    generator->initial(states.data());
    ir::Successors together, apart;
    for (std::size_t place = 0; place < states.size() / words && place < 300; ++place) {
      const Words state(states.begin() + static_cast<long>(place * words),
                        states.begin() + static_cast<long>((place + 1) * words));
      ir::Successors one;
      generator->expand(state.data(), one);
      states.insert(states.end(), one.states.begin(), one.states.end());
      apart.states.append(one.states.data(), one.states.size());
      apart.movers.insert(apart.movers.end(), one.movers.begin(), one.movers.end());
      for (auto& [move, observation, unused] : one.violations)
        apart.violations.push_back({move, observation, static_cast<std::uint32_t>(place)});
      if (!one.deadlocks.empty()) apart.deadlocks.push_back(static_cast<std::uint32_t>(place));
    }
    generator->expand_all(states.data(), std::min<std::size_t>(states.size() / words, 300), together);
    RC_ASSERT(moves(together, words) == moves(apart, words));
    RC_ASSERT(violations(together) == violations(apart));
    RC_ASSERT(together.deadlocks == apart.deadlocks);
  }));
}

/// Valuations are noted in other ways if the parameters are wide, or if arguments lie outside their types.
TEST(CompiledSystem, NotesAllValuationsWhateverTheParametersTypes) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    RC_LOG() << "random_system(" << seed << ")";
    ir::System system = test::random_system(seed, 5);
    const ir::Value width = *rc::gen::element<ir::Value>(0, 1 << 17, 1 << 25);
    for (ir::Formula& formula : system.formulas)
      for (ir::Parameter& parameter : formula.parameters) {
        parameter.type.kind = ir::Type::Kind::integer;
        parameter.type.least = -width;
        parameter.type.most = width;
      }
    expect_same_behaviour(system, 300);
  }));
}

}  // namespace
}  // namespace mc::codegen
