// SPDX-License-Identifier: Apache-2.0
#include "ir/digest.h"

#include <string>

#include "base/hash.h"

namespace mc::ir {

namespace {

class Digest {
 public:
  std::uint64_t value() const { return value_; }

  template <typename... Numbers>
  void add(Numbers... numbers) {
    ((value_ = base::mix(value_ ^ static_cast<std::uint64_t>(numbers)) + 0x9e3779b97f4a7c15u), ...);
  }
  template <typename Elements>
  void add_each(const Elements& elements) {
    add(elements.size());
    for (const auto& element : elements) add_element(element);
  }

 private:
  void add_element(char letter) { add(letter); }
  void add_element(std::uint32_t number) { add(number); }
  void add_element(ExprId id) { add(id); }
  void add_element(ObservationId id) { add(id); }
  void add_element(const Type& type) { add(type.kind, type.least, type.most, type.detail); }
  void add_element(const Slot& slot) {
    add_element(slot.type);
    add(slot.initial);
  }
  void add_element(const Parameter& parameter) { add_element(parameter.type); }
  void add_element(const Domain& domain) { add_each(domain.objects); }
  void add_element(const Subscript& subscript) { add(subscript.value, subscript.stride, subscript.count); }
  void add_element(const Property& property) {
    add(property.kind);
    add_each(property.name);
  }
  void add_element(const Formula& formula) {
    add(formula.property, formula.expression);
    add_each(formula.parameters);
  }
  void add_element(const Observation& observation) {
    add(observation.formula);
    add_each(observation.arguments);
  }
  void add_element(const Response& response) { add(response.property, response.from, response.to); }
  void add_element(const Place& place) {
    add(place.space, place.base, place.pointer.has_value());
    if (place.pointer) add(place.pointer->value, place.pointer->domain);
    add_each(place.subscripts);
    add_element(place.type);
  }
  void add_element(const Instruction& instruction) {
    add(instruction.kind, instruction.step, instruction.place, instruction.expression, instruction.target,
        instruction.observation);
  }
  void add_element(const Reset& reset) {
    add(reset.location);
    add_each(reset.slots);
  }
  void add_element(const Task& task) {
    add(task.count, task.daemon);
    add_each(task.frame);
    add_each(task.temporaries);
    add_each(task.code);
    add_each(task.resets);
  }

  std::uint64_t value_ = 0;
};

void add(Digest& digest, const Expression& node) {
  digest.add(node.op, node.numeric.bits, node.numeric.is_signed, node.value, node.place);
  for (const ExprId operand : node.operands) digest.add(operand);
}

}  // namespace

std::uint64_t digest(const System& system) {
  Digest digest;
  for (std::uint32_t i = 0; i < system.expressions.size(); ++i) add(digest, system.expressions[ExprId{i}]);
  digest.add_each(system.places);
  digest.add_each(system.globals);
  digest.add_each(system.tasks);
  digest.add_each(system.domains);
  digest.add_each(system.properties);
  digest.add_each(system.formulas);
  digest.add_each(system.observations);
  digest.add_each(system.invariants);
  digest.add_each(system.covers);
  digest.add_each(system.responses);
  return digest.value();
}

}  // namespace mc::ir
