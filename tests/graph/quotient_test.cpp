// SPDX-License-Identifier: Apache-2.0
#include "graph/quotient.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "explore/control.h"
#include "graph/write.h"
#include "ir/interpreted_generator.h"
#include "support/random_system.h"
#include "transform/optimise.h"

namespace mc::graph {
namespace {

/// The picture of `system` through `view`.
Quotient picture(const ir::System& system, const View& view) {
  const explore::Options options;
  explore::Control control(options);
  const explore::StateGraph states([&] { return std::make_unique<ir::InterpretedGenerator>(system); },
                                   options, control);
  return quotient(system, states, view);
}

/// Up to two variables that have a name.
View some_view(const ir::System& system) {
  View view;
  for (std::uint32_t slot = 0; slot < system.globals.size() && view.size() < 2; ++slot)
    if (!system.globals[slot].name.starts_with('<'))
      view.push_back({system.globals[slot].name, trace::Term{.slot = slot}});
  return view;
}

using Values = std::vector<ir::Value>;

std::set<Values> classes_of(const Quotient& quotient) {
  std::set<Values> all;
  for (const Class& each : quotient.classes) all.insert(each.values);
  return all;
}

std::set<std::pair<Values, Values>> edges_of(const Quotient& quotient) {
  std::set<std::pair<Values, Values>> all;
  for (const auto& [ends, functions] : quotient.edges)
    all.emplace(quotient.classes[ends.first].values, quotient.classes[ends.second].values);
  return all;
}

/// By another way: every state and step, as the interpreter has them.
RC_GTEST_PROP(QuotientOf, IsTheProjectionOfTheGraph, (std::uint64_t seed)) {
  const ir::System system = test::random_system(seed, 3);
  const View view = some_view(system);
  const ir::Interpreter interpreter(system);
  const auto seen = [&](const ir::State& state) {
    Values values;
    for (const Column& column : view) values.push_back(state[column.term.slot]);
    return values;
  };
  std::set<ir::State> states{interpreter.initial()};
  std::set<std::pair<Values, Values>> edges;
  for (std::vector<ir::State> open{interpreter.initial()}; !open.empty();) {
    const ir::State state = open.back();
    open.pop_back();
    for (const ir::Outcome& outcome : interpreter.runs(state)) {
      if (outcome.kind != ir::Outcome::Kind::successor) continue;
      if (seen(state) != seen(outcome.state)) edges.emplace(seen(state), seen(outcome.state));
      if (states.insert(outcome.state).second) open.push_back(outcome.state);
    }
    RC_PRE(states.size() < 5'000);
  }
  std::map<Values, std::uint64_t> counts;
  for (const ir::State& state : states) ++counts[seen(state)];
  const Quotient found = picture(system, view);
  RC_ASSERT(found.states == states.size());
  RC_ASSERT(edges_of(found) == edges);
  RC_ASSERT(found.classes.size() == counts.size());
  for (const Class& each : found.classes) RC_ASSERT(counts[each.values] == each.states);
}

/// Merged steps, slices and narrow types make fewer states of the same picture.
RC_GTEST_PROP(QuotientOf, ReductionsDoNotChangeThePicture, (std::uint64_t seed)) {
  ir::System system = test::random_system(seed, 3);
  const View view = some_view(system);
  keep(system, view);
  const ir::System searched = transform::optimised(transform::merged(system, {}), {});
  const Quotient whole = picture(system, view), reduced = picture(searched, view);
  RC_PRE(whole.violations.empty());
  RC_ASSERT(classes_of(whole) == classes_of(reduced));
  RC_ASSERT(edges_of(whole) == edges_of(reduced));
}

TEST(QuotientOf, WithoutAViewIsTheWholeGraph) {
  const ir::System system = test::random_system(1, 3);
  const Quotient whole = picture(system, {});
  EXPECT_EQ(whole.classes.size(), whole.states);
  EXPECT_GT(whole.states, 1u);
}

}  // namespace
}  // namespace mc::graph
