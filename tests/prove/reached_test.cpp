// SPDX-License-Identifier: Apache-2.0
// Clauses of what an explicit search saw, against the states that the interpreter reaches.
#include "prove/reached.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

#include "ir/interpreted_generator.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::prove {
namespace {

constexpr std::size_t most_states = 300;

/// A part of a reachable state's fields, some of them with another value.
Cube random_cube(const Variables& variables, const ir::State& state) {
  Cube cube;
  for (std::uint32_t order = 0; order < variables.positions().size(); ++order) {
    if (*rc::gen::inRange(0, 3) != 0) continue;
    const std::size_t position = variables.positions()[order];
    const bool same = *rc::gen::inRange(0, 3) != 0;
    cube.push_back({.order = order,
                    .code = same ? variables.code_of(state, position)
                                 : *rc::gen::inRange<std::uint64_t>(
                                       0, std::min(variables.most_code(position), 7UL) + 1)});
  }
  return cube;
}

/// Every member speaks of a field of the cube, and does not allow what it holds there.
bool excludes(const Clause& clause, const Cube& cube) {
  return std::ranges::all_of(clause, [&](const Member& member) {
    return std::ranges::any_of(cube, [&](const Literal& literal) {
      return literal.order == member.order &&
             member.in != std::ranges::binary_search(member.codes, literal.code);
    });
  });
}

TEST(Reached, SeparatesACubeFromAllStatesThatWereSeen) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = test::random_system(*rc::gen::inRange<std::uint64_t>(0, 100000), 4);
    const test::Reachable reachable = test::reachable(system, most_states);
    if (!reachable.complete || !reachable.violations.empty()) return;
    z3::context context;
    const Variables variables(context, system);
    const explore::Options options;
    explore::Control control(options);
    const explore::StateGraph graph([&] { return std::make_unique<ir::InterpretedGenerator>(system); },
                                    options, control);
    const Reached reached(variables, graph);
    RC_ASSERT(!reached.separating({}));  // it holds every state
    const auto& states = reachable.states;
    for (int i = 0; i < 20; ++i) {
      const ir::State& state =
          *std::next(states.begin(), *rc::gen::inRange<std::ptrdiff_t>(0, std::ssize(states)));
      const Cube cube = random_cube(variables, state);
      const bool seen =
          std::ranges::any_of(states, [&](const ir::State& each) { return contains(variables, cube, each); });
      const auto clause = reached.separating(cube);
      RC_ASSERT(clause.has_value() == !seen);
      if (!clause) continue;
      for (const ir::State& each : states) RC_ASSERT(holds(variables, *clause, each));
      RC_ASSERT(excludes(*clause, cube));
    }
  }));
}

}  // namespace
}  // namespace mc::prove
