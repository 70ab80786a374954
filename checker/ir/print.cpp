// SPDX-License-Identifier: Apache-2.0
#include "ir/print.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "ir/state.h"

namespace mc::ir {

std::string_view symbol(Operator op) {
  switch (op) {
    case Operator::negate:
    case Operator::subtract: return "-";
    case Operator::complement: return "~";
    case Operator::logical_not: return "!";
    case Operator::add: return "+";
    case Operator::multiply: return "*";
    case Operator::divide: return "/";
    case Operator::remainder: return "%";
    case Operator::shift_left: return "<<";
    case Operator::shift_right: return ">>";
    case Operator::bit_and: return "&";
    case Operator::bit_or: return "|";
    case Operator::bit_xor: return "^";
    case Operator::equal: return "==";
    case Operator::not_equal: return "!=";
    case Operator::less: return "<";
    case Operator::less_equal: return "<=";
    case Operator::logical_and: return "&&";
    case Operator::logical_or: return "||";
    default: throw std::logic_error("an operator without a symbol");
  }
}

namespace {

std::string name_of(const std::vector<Slot>* slots, std::size_t slot) {
  return slots != nullptr && slot < slots->size() ? (*slots)[slot].name : fmt::format("slot {}", slot);
}

/// Where in `name` the subscript stands that tells it from `other`: after its '['. npos if there is none.
std::size_t subscript_position(const std::string& name, const std::string& other) {
  const auto differ = std::ranges::mismatch(name, other).in1 - name.begin();
  const std::size_t open = name.rfind('[', static_cast<std::size_t>(differ));
  return open == std::string::npos ? open : open + 1;
}

std::string subscripted(const System& system, const Place& place, const std::vector<Slot>* slots,
                        std::size_t base, const Task* task) {
  const std::string name = name_of(slots, base);
  std::vector<std::pair<std::size_t, std::string>> inserts;
  std::string rest;
  for (const Subscript& subscript : place.subscripts) {
    const std::string value = to_string(system, subscript.value, task);
    const std::size_t at = subscript_position(name, name_of(slots, base + subscript.stride));
    if (subscript.count > 1 && at != std::string::npos)
      inserts.emplace_back(at, value);
    else
      rest += fmt::format("[{}]", value);
  }
  std::ranges::sort(inserts, std::greater{});
  std::string result = name;
  for (const auto& [at, value] : inserts) result.replace(at, result.find(']', at) - at, value);
  return result + rest;
}

std::string type_name(const System& system, const Type& type) {
  switch (type.kind) {
    case Type::Kind::boolean:
      return type.least == 0 && type.most == 1 ? "bool" : fmt::format("bool {}", type.least);
    case Type::Kind::enumeration:
      return fmt::format("enum {} {}..{}", system.enumerations[type.detail].name, type.least, type.most);
    case Type::Kind::pointer:
      return fmt::format("{}* {}..{}", system.domains[type.detail].pointee, type.least, type.most);
    case Type::Kind::integer: break;
  }
  return fmt::format("{}..{}", type.least, type.most);
}

std::string slot_line(const System& system, const Slot& slot) {
  return fmt::format("  {} : {} = {}\n", slot.name, type_name(system, slot.type),
                     to_string(system, slot.type, slot.initial));
}

std::string observed(const System& system, ObservationId id, const Task* task) {
  const Observation& observation = system.observations[index(id)];
  std::vector<std::string> arguments;
  for (ExprId argument : observation.arguments) arguments.push_back(to_string(system, argument, task));
  return fmt::format("f{}({})  \"{}\"", index(observation.formula), fmt::join(arguments, ", "),
                     system.property_of(id).name);
}

std::string formula_line(const System& system, std::size_t number) {
  const Formula& formula = system.formulas[number];
  std::vector<std::string> parameters;
  for (const Parameter& parameter : formula.parameters) parameters.push_back(parameter.name);
  return fmt::format("  f{}({}) = {}  \"{}\"\n", number, fmt::join(parameters, ", "),
                     to_string(system, formula.expression, nullptr, &formula),
                     system.properties[index(formula.property)].name);
}

}  // namespace

std::string to_string(const System& system, const Place& place, const Task* task) {
  const std::vector<Slot>* slots = &system.globals;
  if (place.space == Space::local) slots = task != nullptr ? &task->frame : nullptr;
  if (place.space == Space::temporary) slots = task != nullptr ? &task->temporaries : nullptr;
  if (!place.pointer) return subscripted(system, place, slots, place.base, task);
  const Domain& domain = system.domains[place.pointer->domain];
  const std::string pointer = to_string(system, place.pointer->value, task);
  if (domain.objects.empty()) return fmt::format("*{}", pointer);
  std::string name = subscripted(system, place, slots, domain.objects[0] + place.base, task);
  const std::size_t object =
      domain.names.empty() ? 0 : domain.names[0].size() - domain.names[0].starts_with('&');
  if (name.size() <= object) return fmt::format("*{}", pointer);
  name = name.substr(object);
  return fmt::format("{}->{}", pointer, name.starts_with('.') ? name.substr(1) : name);
}

std::string to_string(const System& system, ExprId id, const Task* task, const Formula* formula) {
  if (id == ExprId::none) return "nothing";
  const Expression& node = system.expressions[id];
  const auto operand = [&](unsigned i) { return to_string(system, node.operands[i], task, formula); };
  const std::string type = fmt::format("{}{}", node.numeric.is_signed ? "s" : "u", node.numeric.bits);
  switch (node.op) {
    case Operator::constant: return fmt::format("{}", node.value);
    case Operator::self: return "self";
    case Operator::parameter: {
      const auto number = static_cast<std::size_t>(node.value);
      return formula != nullptr && number < formula->parameters.size() ? formula->parameters[number].name
                                                                       : fmt::format("${}", number);
    }
    case Operator::load: return to_string(system, system.place(node.place), task);
    case Operator::convert: return fmt::format("({}){}", type, operand(0));
    case Operator::conditional: return fmt::format("({} ? {} : {})", operand(0), operand(1), operand(2));
    default: break;
  }
  if (arity(node.op) == 1) return fmt::format("{}{}", symbol(node.op), operand(0));
  return fmt::format("({} {} {})", operand(0), symbol(node.op), operand(1));
}

std::string to_string(const System& system, const Task& task, std::uint32_t number) {
  const Instruction& instruction = task.code[number];
  const auto value = [&] { return to_string(system, instruction.expression, &task); };
  const auto place = [&] { return to_string(system, system.place(instruction.place), &task); };
  const auto text = [&]() -> std::string {
    switch (instruction.kind) {
      case Instruction::Kind::assign: return fmt::format("{} = {}", place(), value());
      case Instruction::Kind::choose: return fmt::format("{} = choose({})", place(), value());
      case Instruction::Kind::await: return fmt::format("await {}", value());
      case Instruction::Kind::assume: return fmt::format("assume {}", value());
      case Instruction::Kind::check: return "check " + observed(system, instruction.observation, &task);
      case Instruction::Kind::cover: return "cover " + observed(system, instruction.observation, &task);
      case Instruction::Kind::branch: return fmt::format("unless {} goto {}", value(), instruction.target);
      case Instruction::Kind::jump: return fmt::format("goto {}", instruction.target);
      case Instruction::Kind::end: return "end";
    }
    return {};
  };
  return fmt::format("{}{} {}", number, instruction.step ? "*" : " ", text());
}

std::string to_string(Property::Kind kind) {
  using Kind = Property::Kind;
  switch (kind) {
    case Kind::invariant: return "invariant";
    case Kind::check: return "check";
    case Kind::built_in: return "built-in";
    case Kind::deadlock: return "deadlock";
    case Kind::cover: return "cover";
    case Kind::leads_to: return "leads-to";
  }
  return "";
}

std::string to_string(const System& system) {
  std::string result = fmt::format("system {}\n\nshared\n", system.name);
  for (const Slot& slot : system.globals) result += slot_line(system, slot);
  for (const Task& task : system.tasks) {
    result += fmt::format("\n{} {} x {}\n", task.daemon ? "daemon" : "task", task.name, task.count);
    for (const Slot& slot : task.frame) result += slot_line(system, slot);
    if (!task.temporaries.empty()) result += " temporaries\n";
    for (const Slot& slot : task.temporaries) result += slot_line(system, slot);
    for (std::uint32_t i = 0; i < task.code.size(); ++i)
      result += fmt::format(" {:>4}\n", to_string(system, task, i));
    for (const Reset& reset : task.resets)
      result += fmt::format(" at {} reset {}\n", reset.location, fmt::join(reset.slots, " "));
  }
  if (!system.formulas.empty()) result += "\nformulas\n";
  for (std::size_t i = 0; i < system.formulas.size(); ++i) result += formula_line(system, i);
  const auto list = [&](std::string_view what, const std::vector<ObservationId>& ids) {
    for (ObservationId id : ids) result += fmt::format("{} {}\n", what, observed(system, id, nullptr));
  };
  list("invariant", system.invariants);
  list("cover", system.covers);
  return result;
}

}  // namespace mc::ir
