// SPDX-License-Identifier: Apache-2.0
#include "reduce/footprint.h"

#include "ir/dependencies.h"

namespace mc::reduce {

using namespace ir;

void Footprint::add_slots(const Place& place, SlotBits& slots) {
  if (place.space != Space::shared) return;
  const auto range = [this](ExprId value) { return ranges_.of(value); };
  for (std::uint32_t slot : footprint(system_, place, range, range)) slots.set(slot);
}

void Footprint::add_address(const Place& place, SlotBits& slots) {
  for (const Subscript& subscript : place.subscripts) slots |= of(subscript.value);
  if (place.pointer) slots |= of(place.pointer->value);
}

SlotBits Footprint::leaf(ExprId, const Expression& node) {
  SlotBits slots(size_);
  if (node.op != Operator::load) return slots;
  add_slots(system_.place(node.place), slots);
  add_address(system_.place(node.place), slots);
  return slots;
}

SlotBits Footprint::operation(const Expression&, const Operands& operands) {
  SlotBits slots = operands[0];
  for (std::size_t i = 1; i < operands.size(); ++i) slots |= operands[i];
  return slots;
}

void Footprint::add_reads(ObservationId observation, SlotBits& slots) {
  if (observation == ObservationId::none) return;
  for (ExprId argument : system_.observations[index(observation)].arguments) slots |= of(argument);
}

void Footprint::add_reads(const Instruction& instruction, SlotBits& slots) {
  if (instruction.expression != ExprId::none) slots |= of(instruction.expression);
  add_reads(instruction.observation, slots);
  if (instruction.place != PlaceId::none) add_address(system_.place(instruction.place), slots);
}

void Footprint::add_writes(const Instruction& instruction, SlotBits& slots) {
  if (instruction.place != PlaceId::none) add_slots(system_.place(instruction.place), slots);
}

}  // namespace mc::reduce
