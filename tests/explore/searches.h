// SPDX-License-Identifier: Apache-2.0
// Systems to be searched, and what it means that two searches had the same result.
#pragma once

#include <rapidcheck.h>

#include <memory>

#include "explore/search.h"
#include "ir/interpreted_generator.h"
#include "support/random_system.h"

namespace mc::explore {

inline ir::System any_system() {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto size = *rc::gen::inRange(0u, 6u);
  RC_LOG() << "random_system(" << seed << ", " << size << ")\n";
  return test::random_system(seed, size);
}

/// Whether a property of a random system holds of `systems` of them a case. A loop around rc::check would not
/// do: all checks of a process draw the same cases.
template <typename Property>
bool check_often(unsigned systems, const Property& property) {
  return rc::check([&] {
    for (unsigned i = 0; i < systems; ++i) property();
  });
}

inline GeneratorFactory interpreted(const ir::System& system) {
  return [&system] { return std::make_unique<ir::InterpretedGenerator>(system); };
}

inline void expect_equal(const Result& a, const Result& b) {
  RC_ASSERT(a.verdict == b.verdict);
  RC_ASSERT(a.counts.states == b.counts.states);
  RC_ASSERT(a.counts.transitions == b.counts.transitions);
  RC_ASSERT(a.counts.depth == b.counts.depth);
  RC_ASSERT(a.counts.frontier == b.counts.frontier);
  RC_ASSERT(a.levels == b.levels);
  RC_ASSERT(a.covered == b.covered);
  RC_ASSERT(a.valuations == b.valuations);
  RC_ASSERT(a.violation.has_value() == b.violation.has_value());
  if (!a.violation) return;
  RC_ASSERT(a.violation->property == b.violation->property);
  RC_ASSERT(a.violation->observation == b.violation->observation);
  RC_ASSERT(a.violation->moves == b.violation->moves);
}

/// Counts up in `digits` digits of 0..9, each by its own task: 10^digits states, and never a violation.
inline ir::System counters(std::uint32_t digits) {
  ir::System system;
  const ir::Type digit{.kind = ir::Type::Kind::integer, .least = 0, .most = 9};
  for (std::uint32_t i = 0; i < digits; ++i) system.globals.push_back({.name = "digit", .type = digit});
  ir::Task task{.name = "counter", .count = digits, .daemon = true};
  const ir::Place mine{.subscripts = {{system.expressions.self(), 1, digits}}, .type = digit};
  const ir::PlaceId place = system.add_place(mine);
  const ir::ExprId value = system.expressions.load(place);
  using Kind = ir::Instruction::Kind;
  const auto smaller = system.expressions.binary(ir::Operator::less, value, system.expressions.constant(9));
  const auto increased = system.expressions.binary(ir::Operator::add, value, system.expressions.constant(1));
  task.code = {{.kind = Kind::await, .step = true, .expression = smaller},
               {.kind = Kind::assign, .place = place, .expression = increased},
               {.kind = Kind::jump, .target = 0},
               {.kind = Kind::end, .step = true}};
  system.tasks.push_back(std::move(task));
  return system;
}

/// Adds the invariant that the digits do not add up to `sum`.
inline void forbid_sum(ir::System& system, ir::Value sum) {
  system.properties.push_back({.name = "sum", .kind = ir::Property::Kind::invariant});
  ir::Formula formula{.property = ir::PropertyId{0}};
  ir::Observation observation{.formula = ir::FormulaId{0}};
  ir::ExprId total = system.expressions.constant(0);
  for (std::uint32_t i = 0; i < system.globals.size(); ++i) {
    const ir::Type& type = system.globals[i].type;
    formula.parameters.push_back({"digit", type});
    observation.arguments.push_back(system.expressions.load(system.add_place({.base = i, .type = type})));
    total = system.expressions.binary(ir::Operator::add, total, system.expressions.parameter(i));
  }
  formula.expression =
      system.expressions.binary(ir::Operator::not_equal, total, system.expressions.constant(sum));
  system.formulas.push_back(std::move(formula));
  system.observations.push_back(std::move(observation));
  system.invariants.push_back(ir::ObservationId{0});
}

}  // namespace mc::explore
