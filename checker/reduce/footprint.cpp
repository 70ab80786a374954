// SPDX-License-Identifier: Apache-2.0
#include "reduce/footprint.h"

#include <vector>

namespace mc::reduce {

using namespace ir;

void Footprint::add_slots(const Place& place, SlotBits& slots) {
  if (place.space != Space::shared) return;
  std::vector<std::uint32_t> reached{place.base};
  if (place.pointer) {
    const Interval pointer = ranges_.of(place.pointer->value);
    const auto& objects = system_.domains[place.pointer->domain].objects;
    reached.clear();
    for (std::size_t i = 0; i < objects.size(); ++i)
      if (pointer.contains(static_cast<Value>(i) + 1)) reached.push_back(objects[i] + place.base);
  }
  for (const Subscript& subscript : place.subscripts) {
    const Interval value = ranges_.of(subscript.value);
    std::vector<std::uint32_t> next;
    for (std::uint32_t i = 0; i < subscript.count; ++i)
      if (value.contains(i))
        for (std::uint32_t slot : reached) next.push_back(slot + i * subscript.stride);
    reached = std::move(next);
  }
  for (std::uint32_t slot : reached) slots.set(slot);
}

void Footprint::add_address(const Place& place, SlotBits& slots) {
  for (const Subscript& subscript : place.subscripts) add_reads(subscript.value, slots);
  if (place.pointer) add_reads(place.pointer->value, slots);
}

void Footprint::add_reads(ExprId expression, SlotBits& slots) {
  if (expression == ExprId::none) return;
  const auto key = static_cast<std::uint32_t>(expression);
  auto known = reads_.find(key);
  if (known == reads_.end()) {
    SlotBits read(slots.size());
    const Expression& node = system_.expressions[expression];
    for (unsigned i = 0; i < arity(node.op); ++i) add_reads(node.operands[i], read);
    if (node.op == Operator::load) {
      add_slots(system_.place(node.place), read);
      add_address(system_.place(node.place), read);
    }
    known = reads_.emplace(key, std::move(read)).first;
  }
  slots |= known->second;
}

void Footprint::add_reads(ObservationId observation, SlotBits& slots) {
  if (observation == ObservationId::none) return;
  for (ExprId argument : system_.observations[index(observation)].arguments) add_reads(argument, slots);
}

void Footprint::add_reads(const Instruction& instruction, SlotBits& slots) {
  add_reads(instruction.expression, slots);
  add_reads(instruction.observation, slots);
  if (instruction.place != PlaceId::none) add_address(system_.place(instruction.place), slots);
}

void Footprint::add_writes(const Instruction& instruction, SlotBits& slots) {
  if (instruction.place != PlaceId::none) add_slots(system_.place(instruction.place), slots);
}

}  // namespace mc::reduce
