// SPDX-License-Identifier: Apache-2.0
#include "support/random_system.h"

#include <fmt/format.h>

#include <algorithm>

#include "support/random_expressions.h"

namespace mc::test {

namespace {

using namespace ir;
using Kind = Instruction::Kind;

class Generator : RandomExpressions {
 public:
  Generator(std::uint64_t seed, unsigned size) : RandomExpressions(seed), size_(size) {}

  System run() {
    system_.name = "random";
    system_.sources.push_back({.file = "random.c", .line = 1, .text = "a statement"});
    globals();
    properties();
    std::uint32_t copies = 3;
    const std::uint32_t tasks = 1 + below(3);
    for (std::uint32_t i = 0; i < tasks && copies > 0; ++i) copies -= task(1 + below(std::min(2u, copies)));
    state_predicates();
    return std::move(system_);
  }

 private:
  PropertyId property(const std::string& name, Property::Kind kind) {
    system_.properties.push_back({.name = name, .kind = kind, .text = name});
    return static_cast<PropertyId>(system_.properties.size() - 1);
  }

  void properties() {
    property("deadlock", Property::Kind::deadlock);
    built_in_ = property("bounds", Property::Kind::built_in);
    check_ = property("check", Property::Kind::check);
    invariant_ = property("invariant", Property::Kind::invariant);
    step_cover_ = property("step cover", Property::Kind::cover);
    state_cover_ = property("state cover", Property::Kind::cover);
  }

  /// `task` with `count` copies; returns the count.
  std::uint32_t task(std::uint32_t count) {
    Task& task = system_.tasks.emplace_back();
    task.name = fmt::format("t{}", system_.tasks.size() - 1);
    task.count = count;
    task.daemon = one_in(4);
    visible_ = shared_;
    const std::uint32_t scalars = 1 + below(3);
    for (std::uint32_t i = 0; i < scalars; ++i)
      visible_.push_back(declare(task.frame, Space::local, 1, fmt::format("l{}", i)));
    if (one_in(4)) visible_.push_back(declare(task.frame, Space::local, 2, "local"));
    if (one_in(2)) visible_.push_back(declare(task.temporaries, Space::temporary, 1, "temporary"));
    code_ = &task.code;
    block(2);
    begin_statement(false);
    emit({.kind = Kind::end});
    resets(task);
    return count;
  }

  void resets(Task& task) {
    for (std::uint32_t i = 0; i < task.code.size(); ++i)
      if (task.code[i].step && one_in(10))
        task.resets.push_back({i, {below(static_cast<std::uint32_t>(task.frame.size()))}});
  }

  void state_predicates() {
    for (std::uint32_t i = below(3); i > 0; --i) system_.invariants.push_back(rare(invariant_, true));
    if (one_in(2)) system_.covers.push_back(rare(state_cover_, false));
  }

  /// "Not all of some static shared places have these values", or the opposite of that.
  ObservationId rare(PropertyId property, bool negated) {
    ExprId all = constant(1);
    Formula formula{.property = property};
    Observation observation;
    for (std::uint32_t i = 0; i < 3; ++i) {
      const Variable& variable = any(shared_);
      const Type& type = variable.type;
      const std::uint32_t slot = variable.base + below(variable.count) * variable.stride;
      observation.arguments.push_back(
          system_.expressions.load(system_.add_place({.base = slot, .type = type})));
      formula.parameters.push_back({fmt::format("p{}", i), type});
      const Value value = type.least + below(static_cast<std::uint32_t>(type.most - type.least + 1));
      all = binary(Operator::logical_and, all,
                   binary(Operator::equal, system_.expressions.parameter(i), constant(value)));
    }
    formula.expression = negated ? system_.expressions.logical_not(all) : all;
    return observe(std::move(formula), std::move(observation));
  }

  ObservationId observe(Formula formula, Observation observation) {
    observation.formula = static_cast<FormulaId>(system_.formulas.size());
    system_.formulas.push_back(std::move(formula));
    system_.observations.push_back(std::move(observation));
    return static_cast<ObservationId>(system_.observations.size() - 1);
  }

  void begin_statement(bool atomic) { start_ = !atomic; }

  std::uint32_t emit(Instruction instruction) {
    instruction.step = start_;
    instruction.source = SourceId{0};
    start_ = false;
    code_->push_back(instruction);
    return static_cast<std::uint32_t>(code_->size() - 1);
  }

  std::uint32_t next() const { return static_cast<std::uint32_t>(code_->size()); }

  void block(unsigned depth, bool atomic = false) {
    for (std::uint32_t i = 0, count = 1 + below(1 + size_); i < count; ++i) {
      begin_statement(atomic);
      if (depth > 0 && one_in(3))
        compound(depth, atomic);
      else
        simple(atomic);
    }
  }

  void compound(unsigned depth, bool atomic) {
    if (!atomic && one_in(3)) {
      const std::uint32_t first = next();
      simple(false);
      block(depth - 1, true);
      for (std::uint32_t i = first; i < next(); ++i) (*code_)[i].atomic = true;
      return;
    }
    const bool loop = !atomic && one_in(2);
    const std::uint32_t head = emit({.kind = Kind::branch, .expression = expression(2)});
    block(depth - 1, atomic);
    if (loop) emit({.kind = Kind::jump, .target = head});
    if (loop || one_in(2)) {
      (*code_)[head].target = next();
      nothing(atomic);
      return;
    }
    const std::uint32_t skip = emit({.kind = Kind::jump});
    (*code_)[head].target = next();
    block(depth - 1, atomic);
    (*code_)[skip].target = next();
    nothing(atomic);
  }

  /// Where branches meet: a statement of its own.
  void nothing(bool atomic) {
    begin_statement(atomic);
    emit({.kind = Kind::jump, .target = next() + 1});
  }

  void simple(bool atomic) {
    if (!atomic && one_in(6)) emit({.kind = Kind::await, .expression = expression(2)});
    switch (below(12)) {
      case 0:
        emit({.kind = Kind::choose, .place = place(any(visible_), 1), .expression = constant(2)});
        break;
      case 1: choose_any(); break;
      case 2:
        if (one_in(3)) emit({.kind = Kind::assume, .expression = expression(1)});
        assign_fitting();
        break;
      case 3: emit({.kind = Kind::check, .observation = rarely_false()}); break;
      case 4: emit({.kind = Kind::cover, .observation = sometimes_true()}); break;
      case 5: store_behind_pointer(); break;
      case 6: assign_checked(); break;
      default: assign_fitting();
    }
  }

  void choose_any() {
    const Variable& variable = any(visible_);
    const PlaceId target = place(variable, 1);
    emit(
        {.kind = Kind::choose, .place = target, .expression = fit(expression(1), 0, variable.type.most + 1)});
  }

  void assign_fitting() {
    const Variable& variable = any(visible_);
    const PlaceId target = place(variable, 1);
    const ExprId value = fit(expression(2), variable.type.least, variable.type.most);
    emit({.kind = Kind::assign, .place = target, .expression = value});
  }

  /// A built-in check that least <= value <= most, then the store.
  void assign_checked() {
    const Variable& variable = any(visible_);
    const ExprId value = convert(load(0), {});
    const ExprId parameter = system_.expressions.parameter(0);
    Formula formula{.property = built_in_, .parameters = {{"value", range(-1000, 1000)}}};
    formula.expression =
        binary(Operator::logical_and, binary(Operator::less_equal, constant(variable.type.least), parameter),
               binary(Operator::less_equal, parameter, constant(variable.type.most)));
    emit({.kind = Kind::check, .observation = observe(std::move(formula), {.arguments = {value}})});
    emit({.kind = Kind::assign, .place = place(variable, 0), .expression = value});
  }

  /// A NULL check, as a branch or built in, then the store.
  void store_behind_pointer() {
    const ExprId pointer = fit(expression(1), 0, 2);
    const std::uint32_t field = below(2);
    const Type& type = fields_[field].type;
    std::uint32_t guard = 0;
    const bool checked = one_in(4);
    if (checked) {
      Formula formula{
          .property = built_in_,
          .parameters = {{"pointer", range(0, 2)}},
          .expression = binary(Operator::not_equal, system_.expressions.parameter(0), constant(0))};
      emit({.kind = Kind::check, .observation = observe(std::move(formula), {.arguments = {pointer}})});
    } else {
      guard = emit({.kind = Kind::branch, .expression = pointer});
    }
    const ExprId value = fit(expression(1), type.least, type.most);
    emit({.kind = Kind::assign, .place = field_behind(pointer, field), .expression = value});
    if (!checked) (*code_)[guard].target = next();
  }

  ObservationId rarely_false() {
    const ExprId a = system_.expressions.parameter(0), b = system_.expressions.parameter(1);
    Formula formula{.property = check_, .parameters = {{"a", range(0, 7)}, {"b", range(0, 7)}}};
    formula.expression =
        binary(Operator::not_equal, binary(Operator::add, a, b), constant(static_cast<Value>(below(15))));
    Observation observation{.arguments = {fit(expression(2), 0, 7), fit(expression(1), 0, 7)}};
    return observe(std::move(formula), std::move(observation));
  }

  ObservationId sometimes_true() {
    Formula formula{.property = step_cover_, .parameters = {{"a", range(0, 3)}}};
    formula.expression = binary(Operator::equal, system_.expressions.parameter(0), constant(1));
    return observe(std::move(formula), {.arguments = {fit(expression(2), 0, 3)}});
  }

  unsigned size_;
  std::vector<Instruction>* code_ = nullptr;
  bool start_ = false;
  PropertyId built_in_{}, check_{}, invariant_{}, step_cover_{}, state_cover_{};
};

}  // namespace

ir::System random_system(std::uint64_t seed, unsigned size) {
  return Generator(seed, size).run();
}

}  // namespace mc::test
