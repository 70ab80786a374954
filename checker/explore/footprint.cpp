#include "explore/footprint.h"

#include <vector>

namespace mc::explore {

using namespace ir;

Interval Footprint::range(ExprId expression) {
  const auto key = static_cast<std::uint32_t>(expression);
  if (const auto known = ranges_.find(key); known != ranges_.end()) return known->second;
  return ranges_[key] = compute(system_.expressions[expression]);
}

Interval Footprint::compute(const Expression& node) {
  switch (node.op) {
    case Operator::constant: return {node.value, node.value};
    case Operator::self: return {self_, self_};
    case Operator::parameter: return {};
    case Operator::load: {
      const Type& type = system_.place(node.place).type;
      return hull({0, 0}, {type.least, type.most});  // 0 where there is nothing to load
    }
    default: break;
  }
  std::vector<Interval> operands(3);
  for (unsigned i = 0; i < arity(node.op); ++i) operands[i] = range(node.operands[i]);
  return apply(node.op, node.numeric, operands[0], operands[1], operands[2]);
}

void Footprint::add_slots(const Place& place, Slots& slots) {
  if (place.space != Space::shared) return;
  std::vector<std::uint32_t> reached{place.base};
  if (place.pointer) {
    const Interval pointer = range(place.pointer->value);
    const auto& objects = system_.domains[place.pointer->domain].objects;
    reached.clear();
    for (std::size_t i = 0; i < objects.size(); ++i)
      if (pointer.contains(static_cast<Value>(i) + 1)) reached.push_back(objects[i] + place.base);
  }
  for (const Subscript& subscript : place.subscripts) {
    const Interval value = range(subscript.value);
    std::vector<std::uint32_t> next;
    for (std::uint32_t i = 0; i < subscript.count; ++i)
      if (value.contains(i))
        for (std::uint32_t slot : reached) next.push_back(slot + i * subscript.stride);
    reached = std::move(next);
  }
  for (std::uint32_t slot : reached) slots.set(slot);
}

void Footprint::add_address(const Place& place, Slots& slots) {
  for (const Subscript& subscript : place.subscripts) add_reads(subscript.value, slots);
  if (place.pointer) add_reads(place.pointer->value, slots);
}

void Footprint::add_reads(ExprId expression, Slots& slots) {
  if (expression == ExprId::none) return;
  const auto key = static_cast<std::uint32_t>(expression);
  auto known = reads_.find(key);
  if (known == reads_.end()) {
    Slots read(slots.size());
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

void Footprint::add_reads(ObservationId observation, Slots& slots) {
  if (observation == ObservationId::none) return;
  for (ExprId argument : system_.observations[index(observation)].arguments) add_reads(argument, slots);
}

void Footprint::add_reads(const Instruction& instruction, Slots& slots) {
  add_reads(instruction.expression, slots);
  add_reads(instruction.observation, slots);
  if (instruction.place != PlaceId::none) add_address(system_.place(instruction.place), slots);
}

void Footprint::add_writes(const Instruction& instruction, Slots& slots) {
  if (instruction.place != PlaceId::none) add_slots(system_.place(instruction.place), slots);
}

}  // namespace mc::explore
