// SPDX-License-Identifier: Apache-2.0
#include "reduce/symbolic_store.h"

#include <algorithm>
#include <limits>

#include "ir/dependencies.h"
#include "transform/rewrite.h"

namespace mc::reduce {

using namespace ir;

namespace {

/// Puts what is known of subscripts and pointer into the base.
Place folded(const System& system, Place place) {
  std::erase_if(place.subscripts, [&](const Subscript& subscript) {
    const auto known = system.expressions.constant_value(subscript.value);
    if (!known || *known < 0 || *known >= static_cast<Value>(subscript.count)) return false;
    place.base += static_cast<std::uint32_t>(*known) * subscript.stride;
    return true;
  });
  if (!place.pointer) return place;
  const auto known = system.expressions.constant_value(place.pointer->value);
  const auto& objects = system.domains[place.pointer->domain].objects;
  if (!known || *known < 1 || *known > static_cast<Value>(objects.size())) return place;
  place.base += objects[static_cast<std::size_t>(*known - 1)];
  place.pointer.reset();
  return place;
}

}  // namespace

void Pending::assign(PlaceId place, ExprId value, std::uint32_t instruction) {
  const Place& to = system_.place(place);
  assigned_[{to.space, to.base}] = {value, instruction};
  known_.clear();
}

bool Pending::overlaps(const Instruction& instruction) {
  if (assigned_.empty()) return false;
  overlap_ = false;
  known_.clear();
  applied(instruction.expression);
  if (instruction.place != PlaceId::none) applied(instruction.place);
  if (instruction.observation != ObservationId::none)
    for (ExprId argument : system_.observations[index(instruction.observation)].arguments) applied(argument);
  return overlap_;
}

bool Pending::reaches(const Place& place) const {
  return std::ranges::any_of(footprint(system_, place),
                             [&](std::uint32_t slot) { return assigned_.contains({place.space, slot}); });
}

ExprId Pending::applied(ExprId id) {
  if (id == ExprId::none || assigned_.empty()) return id;
  const auto key = static_cast<std::uint32_t>(id);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const ExprId result = rebuilt(id);
  return known_[key] = result;
}

ExprId Pending::rebuilt(ExprId id) {
  Expression node = system_.expressions[id];
  for (ExprId& operand : node.operands) operand = applied(operand);
  if (node.op == Operator::load) {
    node.place = applied(node.place);
    const Place& place = system_.place(node.place);
    if (const auto found = assigned_.find({place.space, place.base});
        place.is_static() && found != assigned_.end())
      return found->second.value;
    if (!place.is_static() && reaches(place)) overlap_ = true;
  }
  return system_.expressions.make(node);
}

PlaceId Pending::applied(PlaceId id) {
  Place place = system_.place(id);
  for (Subscript& subscript : place.subscripts) subscript.value = applied(subscript.value);
  if (place.pointer) place.pointer->value = applied(place.pointer->value);
  return system_.add_place(folded(system_, std::move(place)));
}

Pending::Assigned Pending::old(const Slot& slot) {
  constexpr Type any{.kind = Type::Kind::integer,
                     .least = std::numeric_limits<Value>::min(),
                     .most = std::numeric_limits<Value>::max()};
  Place place{.space = slot.first, .base = slot.second, .type = any};
  return {.value = system_.expressions.load(system_.add_place(std::move(place)))};
}

}  // namespace mc::reduce
