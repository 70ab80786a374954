// SPDX-License-Identifier: Apache-2.0
#include "frontend/formula.h"

#include <algorithm>

#include "frontend/symbolic.h"
#include "ir/print.h"

namespace mc::frontend {

using ir::ExprId;
using ir::Operator;

ir::PropertyId Formulas::property(ir::Property::Kind kind, const std::string& name, const std::string& text,
                                  const std::string& help, ir::SourceId source) {
  const auto [found, inserted] =
      properties_.try_emplace({kind, name}, static_cast<ir::PropertyId>(system_.properties.size()));
  if (inserted) system_.properties.push_back({name, kind, text, help, source});
  return found->second;
}

std::vector<ExprId> Formulas::conjuncts(ExprId condition) {
  auto& expressions = system_.expressions;
  const ir::Expression node = expressions[condition];
  const auto joined = [&](ExprId a, ExprId b) {
    std::vector<ExprId> all = conjuncts(a);
    for (const ExprId part : conjuncts(b)) all.push_back(part);
    return all;
  };
  if (node.op == Operator::logical_and) return joined(node.operands[0], node.operands[1]);
  if (node.op == Operator::conditional && expressions.constant_value(node.operands[1]) == ir::Value{0})
    return joined(expressions.logical_not(node.operands[0]), node.operands[2]);
  if (node.op == Operator::conditional && expressions.constant_value(node.operands[2]) == ir::Value{0})
    return joined(node.operands[0], node.operands[1]);
  if (node.op == Operator::logical_not) {
    const ir::Expression inner = expressions[node.operands[0]];
    if (inner.op == Operator::logical_or)
      return joined(expressions.logical_not(inner.operands[0]), expressions.logical_not(inner.operands[1]));
  }
  return {condition};
}

ir::Parameter Formulas::parameter(ExprId leaf, const ir::Task* task) const {
  const ir::Expression& node = system_.expressions[leaf];
  const std::string name = ir::to_string(system_, leaf, task);
  if (node.op == Operator::load) return {name, system_.place(node.place).type};
  return {name,
          {.kind = ir::Type::Kind::integer, .least = 0, .most = (task == nullptr ? 1 : task->count) - 1}};
}

ir::FormulaId Formulas::formula(ir::PropertyId property, ExprId expression,
                                std::vector<ir::Parameter> parameters) {
  const auto same = [&](const ir::Formula& other) {
    return other.property == property && other.expression == expression &&
           std::ranges::equal(other.parameters, parameters, [](const auto& a, const auto& b) {
             return a.name == b.name && a.type == b.type;
           });
  };
  for (std::size_t i = 0; i < system_.formulas.size(); ++i)
    if (same(system_.formulas[i])) return static_cast<ir::FormulaId>(i);
  system_.formulas.push_back({property, std::move(parameters), expression});
  return static_cast<ir::FormulaId>(system_.formulas.size() - 1);
}

ir::ObservationId Formulas::observation(ir::FormulaId formula, std::vector<ExprId> arguments) {
  system_.observations.push_back({formula, std::move(arguments)});
  return static_cast<ir::ObservationId>(system_.observations.size() - 1);
}

ir::ObservationId Formulas::observe_whole(ir::PropertyId property, ExprId condition, const ir::Task* task) {
  std::vector<ir::Parameter> parameters;
  std::vector<ExprId> arguments;
  const ExprId expression = rewrite(system_, condition, [&](ExprId leaf) {
    const auto known = std::ranges::find(arguments, leaf);
    const auto number = known - arguments.begin();
    if (known == arguments.end()) {
      parameters.push_back(parameter(leaf, task));
      arguments.push_back(leaf);
    }
    return system_.expressions.parameter(number);
  });
  return observation(formula(property, expression, std::move(parameters)), std::move(arguments));
}

std::vector<ir::ObservationId> Formulas::observe(ir::PropertyId property, ExprId condition,
                                                 const ir::Task* task) {
  std::vector<ir::ObservationId> result;
  for (const ExprId part : conjuncts(condition))
    if (system_.expressions.constant_value(part).value_or(0) == 0)
      result.push_back(observe_whole(property, part, task));
  return result;
}

std::vector<ir::ObservationId> Formulas::apply(ir::PropertyId property, ExprId expression,
                                               const std::vector<ir::Parameter>& parameters,
                                               const std::vector<ExprId>& arguments) {
  std::vector<ir::ObservationId> result;
  for (const ExprId part : conjuncts(expression)) {
    std::vector<std::size_t> used;
    const ExprId renumbered = rewrite(system_, part, [&](ExprId leaf) {
      const auto number = static_cast<std::size_t>(system_.expressions[leaf].value);
      const auto known = std::ranges::find(used, number);
      const auto position = known - used.begin();
      if (known == used.end()) used.push_back(number);
      return system_.expressions.parameter(position);
    });
    std::vector<ir::Parameter> kept;
    std::vector<ExprId> values;
    for (const std::size_t number : used) {
      kept.push_back(parameters[number]);
      values.push_back(arguments[number]);
    }
    result.push_back(observation(formula(property, renumbered, std::move(kept)), std::move(values)));
  }
  return result;
}

}  // namespace mc::frontend
