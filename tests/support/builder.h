// SPDX-License-Identifier: Apache-2.0
// Writing small systems by hand, a line an instruction.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ir/system.h"

namespace mc::test {

inline ir::Type range(ir::Value least, ir::Value most) {
  return {.kind = ir::Type::Kind::integer, .least = least, .most = most};
}

class Builder {
 public:
  using Kind = ir::Instruction::Kind;

  ir::PlaceId global(std::string name, ir::Type type = {}, ir::Value initial = 0) {
    const auto slot = static_cast<std::uint32_t>(system.globals.size());
    system.globals.push_back({std::move(name), type, initial});
    return system.add_place({.base = slot, .type = type});
  }

  /// Begins a task; what follows belongs to it, up to `end`.
  void task(std::string name, unsigned count = 1, bool daemon = false) {
    system.tasks.push_back({.name = std::move(name), .count = count, .daemon = daemon});
  }

  ir::PlaceId local(std::string name, ir::Type type = {}, ir::Value initial = 0) {
    const auto slot = static_cast<std::uint32_t>(code().frame.size());
    code().frame.push_back({std::move(name), type, initial});
    return system.add_place({.space = ir::Space::local, .base = slot, .type = type});
  }

  /// The next instruction starts a step.
  Builder& step() {
    step_ = true;
    return *this;
  }
  std::uint32_t next() { return static_cast<std::uint32_t>(code().code.size()); }
  void assign(ir::PlaceId place, ir::ExprId value) {
    emit({.kind = Kind::assign, .place = place, .expression = value});
  }
  void choose(ir::PlaceId place, ir::ExprId bound) {
    emit({.kind = Kind::choose, .place = place, .expression = bound});
  }
  void await(ir::ExprId condition) { emit({.kind = Kind::await, .expression = condition}); }
  void assume(ir::ExprId condition) { emit({.kind = Kind::assume, .expression = condition}); }
  void branch(ir::ExprId condition, std::uint32_t otherwise) {
    emit({.kind = Kind::branch, .expression = condition, .target = otherwise});
  }
  void jump(std::uint32_t target) { emit({.kind = Kind::jump, .target = target}); }
  void check(ir::ObservationId observation) { emit({.kind = Kind::check, .observation = observation}); }
  void cover(ir::ObservationId observation) { emit({.kind = Kind::cover, .observation = observation}); }
  void end() { step().emit({.kind = Kind::end}); }

  ir::PropertyId property(std::string name, ir::Property::Kind kind) {
    system.properties.push_back({.name = std::move(name), .kind = kind});
    return static_cast<ir::PropertyId>(system.properties.size() - 1);
  }

  /// "argument != 0".
  ir::ObservationId not_zero(ir::PropertyId property, ir::ExprId argument) {
    system.formulas.push_back({property, {{"x", range(-1000, 1000)}}, system.expressions.parameter(0)});
    system.observations.push_back({static_cast<ir::FormulaId>(system.formulas.size() - 1), {argument}});
    return static_cast<ir::ObservationId>(system.observations.size() - 1);
  }

  ir::ExprId constant(ir::Value value) { return system.expressions.constant(value); }
  ir::ExprId load(ir::PlaceId place) { return system.expressions.load(place); }
  ir::ExprId equal(ir::ExprId a, ir::ExprId b) {
    return system.expressions.binary(ir::Operator::equal, a, b);
  }
  ir::ExprId add(ir::ExprId a, ir::ExprId b) { return system.expressions.binary(ir::Operator::add, a, b); }

  ir::System system;

 private:
  ir::Task& code() { return system.tasks.back(); }
  void emit(ir::Instruction instruction) {
    instruction.step = std::exchange(step_, false);
    code().code.push_back(instruction);
  }
  bool step_ = false;
};

}  // namespace mc::test
