// SPDX-License-Identifier: Apache-2.0
#include "reduce/symbolic_store.h"

#include <algorithm>
#include <limits>

#include "ir/dependencies.h"

namespace mc::reduce {

using namespace ir;

void SymbolicStore::assign(PlaceId place, ExprId value, std::uint32_t instruction) {
  const Place& to = system_.place(place);
  assigned_[{to.space, to.base}] = {value, instruction};
  with_assigned_.forget();
}

bool SymbolicStore::overlaps(const Instruction& instruction) {
  if (assigned_.empty()) return false;
  overlap_ = false;
  with_assigned_.forget();
  applied(instruction.expression);
  if (instruction.place != PlaceId::none) applied(instruction.place);
  if (instruction.observation != ObservationId::none)
    for (ExprId argument : system_.observations[index(instruction.observation)].arguments) applied(argument);
  return overlap_;
}

bool SymbolicStore::reaches(const Place& place) const {
  return std::ranges::any_of(footprint(system_, place),
                             [&](std::uint32_t slot) { return assigned_.contains({place.space, slot}); });
}

ExprId SymbolicStore::loaded(ExprId id) {
  const Expression node = system_.expressions[id];
  if (node.op != Operator::load) return ExprId::none;
  const PlaceId from = with_assigned_.place(node.place);
  const Place& place = system_.place(from);
  if (!place.is_static()) {
    overlap_ |= reaches(place);
  } else if (const auto found = assigned_.find({place.space, place.base}); found != assigned_.end()) {
    return found->second.value;
  }
  return system_.expressions.load(from);
}

SymbolicStore::Assigned SymbolicStore::old(const Slot& slot) {
  constexpr Type any{.kind = Type::Kind::integer,
                     .least = std::numeric_limits<Value>::min(),
                     .most = std::numeric_limits<Value>::max()};
  Place place{.space = slot.first, .base = slot.second, .type = any};
  return {.value = system_.expressions.load(system_.add_place(std::move(place)))};
}

}  // namespace mc::reduce
