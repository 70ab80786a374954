// SPDX-License-Identifier: Apache-2.0
#include "ir/dependencies.h"

#include <unordered_set>

namespace mc::ir {

std::vector<std::uint32_t> footprint(const System& system, const Place& place) {
  const auto of_subscript = [&](ExprId value) {
    const auto known = system.expressions.constant_value(value);
    return known ? Interval{*known, *known} : Interval{};
  };
  return footprint(system, place, [](ExprId) { return Interval{}; }, of_subscript);
}

std::vector<std::uint32_t> footprint(const System& system, const Place& place, const RangeOf& of_pointer,
                                     const RangeOf& of_subscript) {
  Slots slots{place.base};
  if (place.pointer) {
    slots.clear();
    const Interval target = of_pointer(place.pointer->value);
    const auto& objects = system.domains[place.pointer->domain].objects;
    for (std::size_t i = 0; i < objects.size(); ++i)
      if (target.contains(static_cast<Value>(i) + 1)) slots.insert(objects[i] + place.base);
  }
  for (const Subscript& subscript : place.subscripts) {
    const Interval value = of_subscript(subscript.value);
    Slots reached;
    for (std::uint32_t i = 0; i < subscript.count; ++i)
      if (value.contains(i))
        for (std::uint32_t slot : slots) reached.insert(slot + i * subscript.stride);
    slots = std::move(reached);
  }
  return {slots.begin(), slots.end()};
}

namespace {

/// Walks expressions, each node once.
class Reader {
 public:
  Reader(const System& system, SlotSets& reads) : system_(system), reads_(reads) {}

  void expression(ExprId id) {
    if (id == ExprId::none || !seen_.insert(static_cast<std::uint32_t>(id)).second) return;
    const Expression& node = system_.expressions[id];
    for (ExprId operand : node.operands) expression(operand);
    if (node.op != Operator::load) return;
    const Place& place = system_.place(node.place);
    for (std::uint32_t slot : footprint(system_, place)) reads_[place.space].insert(slot);
    address(place);
  }

  void address(const Place& place) {
    for (const Subscript& subscript : place.subscripts) expression(subscript.value);
    if (place.pointer) expression(place.pointer->value);
  }

 private:
  const System& system_;
  SlotSets& reads_;
  std::unordered_set<std::uint32_t> seen_;
};

}  // namespace

void collect_reads(const System& system, ExprId expression, SlotSets& reads) {
  Reader(system, reads).expression(expression);
}

void collect_reads(const System& system, const Place& place, SlotSets& reads) {
  Reader(system, reads).address(place);
}

Effects effects(const System& system, const Instruction& instruction) {
  Effects result;
  collect_reads(system, instruction.expression, result.reads);
  if (instruction.observation != ObservationId::none)
    for (ExprId argument : system.observations[index(instruction.observation)].arguments)
      collect_reads(system, argument, result.reads);
  if (instruction.place == PlaceId::none) return result;
  const Place& place = system.place(instruction.place);
  collect_reads(system, place, result.reads);
  const auto slots = footprint(system, place);
  result.may_write[place.space].insert(slots.begin(), slots.end());
  if (slots.size() == 1) result.must_write = result.may_write;
  return result;
}

Dependencies::Dependencies(const System& system) {
  for (const Task& task : system.tasks) {
    auto& code = effects_.emplace_back();
    for (const Instruction& instruction : task.code) code.push_back(effects(system, instruction));
  }
}

bool Dependencies::touches_shared(std::size_t task, std::size_t instruction) const {
  const Effects& effects = of(task, instruction);
  return !effects.reads[Space::shared].empty() || !effects.may_write[Space::shared].empty();
}

}  // namespace mc::ir
