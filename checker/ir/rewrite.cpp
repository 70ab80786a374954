// SPDX-License-Identifier: Apache-2.0
#include "ir/rewrite.h"

#include <algorithm>

namespace mc::ir {

ExprId Rewriter::compute(ExprId id) {
  const ExprId other = replace_ ? replace_(id) : ExprId::none;
  return other != ExprId::none ? other : Fold::compute(id);
}

ExprId Rewriter::leaf(ExprId id, const Expression& node) {
  return node.op == Operator::load ? system_.expressions.load(place(node.place)) : id;
}

ExprId Rewriter::operation(const Expression& node, const Operands& operands) {
  Expression made = node;
  std::ranges::copy(operands, made.operands.begin());
  return system_.expressions.make(made);
}

PlaceId Rewriter::place(PlaceId id) {
  if (id == PlaceId::none) return id;
  if (const auto found = places_.find(id); found != places_.end()) return found->second;
  Place place = rebuilt(system_.place(id));
  if (change_) place = change_(std::move(place));
  return places_[id] = system_.add_place(std::move(place));
}

Place Rewriter::rebuilt(Place place) {
  for (Subscript& subscript : place.subscripts) subscript.value = expression(subscript.value);
  fold_subscripts(system_, place);
  if (place.pointer) place.pointer->value = expression(place.pointer->value);
  return place;
}

void Rewriter::forget() {
  Fold::forget();
  places_.clear();
}

void fold_subscripts(const System& system, Place& place) {
  std::erase_if(place.subscripts, [&](const Subscript& subscript) {
    const auto known = system.expressions.constant_value(subscript.value);
    if (!known || *known < 0 || *known >= static_cast<Value>(subscript.count)) return false;
    place.base += static_cast<std::uint32_t>(*known) * subscript.stride;
    return true;
  });
}

void fold_pointer(const System& system, Place& place) {
  if (!place.pointer) return;
  const auto known = system.expressions.constant_value(place.pointer->value);
  const auto& objects = system.domains[place.pointer->domain].objects;
  if (!known || *known < 1 || *known > static_cast<Value>(objects.size())) return;
  place.base += objects[static_cast<std::size_t>(*known - 1)];
  place.pointer.reset();
}

ExprId instantiate(System& system, ObservationId id) {
  const Observation& observation = system.observations[index(id)];
  Rewriter with_arguments(system, [&](ExprId node) {
    const Expression& parameter = system.expressions[node];
    if (parameter.op != Operator::parameter) return ExprId::none;
    return observation.arguments[static_cast<std::size_t>(parameter.value)];
  });
  return with_arguments.expression(system.formulas[index(observation.formula)].expression);
}

}  // namespace mc::ir
