// SPDX-License-Identifier: Apache-2.0
#include "export/simplify.h"

#include <utility>

namespace mc::exporter {

using namespace ir;

ExprId Simplifier::simplified(ExprId id, bool as_condition) {
  const Key key{id, as_condition};
  if (const auto found = memory_.find(key); found != memory_.end()) return found->second;
  ExprId result = with_knowledge(id, as_condition);
  if (result == id) result = with_knowledge(compute(id, as_condition), as_condition);
  return memory_[key] = result;
}

ExprId Simplifier::with_knowledge(ExprId id, bool as_condition) {
  const auto found = known_.find(id);
  if (found == known_.end() || (found->second && !as_condition && !is_truth(id))) return id;
  return system_.expressions.constant(found->second ? 1 : 0);
}

ExprId Simplifier::compute(ExprId id, bool as_condition) {
  Expression node = system_.expressions[id];
  switch (node.op) {
    case Operator::logical_and:
    case Operator::logical_or: {
      const ExprId result = logical(node);
      return as_condition || is_truth(result) ? result : as_truth(result);
    }
    case Operator::logical_not: return system_.expressions.logical_not(simplified(node.operands[0], true));
    case Operator::conditional: return conditional(node, as_condition);
    case Operator::load: {
      Place place = system_.place(node.place);
      if (place.subscripts.empty()) return id;
      place.subscripts[0].value = simplified(place.subscripts[0].value, false);
      return system_.expressions.load(system_.add_place(std::move(place)));
    }
    default: break;
  }
  for (unsigned i = 0; i < arity(node.op); ++i) node.operands[i] = simplified(node.operands[i], false);
  return system_.expressions.make(node);
}

ExprId Simplifier::as_truth(ExprId id) {
  return system_.expressions.logical_not(system_.expressions.logical_not(id));
}

ExprId Simplifier::logical(const Expression& node) {
  const bool conjunction = node.op == Operator::logical_and;
  const ExprId a = simplified(node.operands[0], true);
  if (const auto known = system_.expressions.constant_value(a); known && (*known != 0) != conjunction)
    return system_.expressions.constant(conjunction ? 0 : 1);
  return joined(node.op, a, assuming({node.operands[0], a}, conjunction, node.operands[1], true));
}

ExprId Simplifier::joined(Operator op, ExprId a, ExprId b) {
  const bool conjunction = op == Operator::logical_and;
  for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
    const auto known = system_.expressions.constant_value(one);
    if (known)
      return (*known != 0) == conjunction ? other : system_.expressions.constant(conjunction ? 0 : 1);
  }
  return a == b ? a : system_.expressions.binary(op, a, b);
}

ExprId Simplifier::conditional(const Expression& node, bool as_condition) {
  Expressions& expressions = system_.expressions;
  const ExprId condition = simplified(node.operands[0], true);
  if (const auto known = expressions.constant_value(condition))
    return simplified(node.operands[*known != 0 ? 1 : 2], as_condition);
  const ExprId yes = assuming({node.operands[0], condition}, true, node.operands[1], as_condition);
  const ExprId no = assuming({node.operands[0], condition}, false, node.operands[2], as_condition);
  if (yes == no) return yes;
  const auto known_yes = expressions.constant_value(yes), known_no = expressions.constant_value(no);
  if (as_condition || (is_truth(condition) && is_truth(yes) && is_truth(no))) {
    if (known_no == 0) return joined(Operator::logical_and, condition, yes);
    if (known_yes && *known_yes != 0) return joined(Operator::logical_or, condition, no);
    const ExprId otherwise = expressions.logical_not(condition);
    if (known_yes == 0) return joined(Operator::logical_and, otherwise, no);
    if (known_no && *known_no != 0) return joined(Operator::logical_or, otherwise, yes);
  }
  return expressions.conditional(condition, yes, no, node.numeric);
}

ExprId Simplifier::assuming(std::array<ExprId, 2> conditions, bool truth, ExprId id, bool as_condition) {
  std::vector<ExprId> learnt;
  for (const ExprId condition : conditions) learn(condition, truth, learnt);
  auto memory = std::exchange(memory_, {});
  const ExprId result = simplified(id, as_condition);
  memory_ = std::move(memory);
  for (const ExprId known : learnt) known_.erase(known);
  return result;
}

void Simplifier::learn(ExprId condition, bool truth, std::vector<ExprId>& learnt) {
  if (known_.try_emplace(condition, truth).second) learnt.push_back(condition);
  const Expression& node = system_.expressions[condition];
  if (node.op == Operator::logical_not) learn(node.operands[0], !truth, learnt);
  if (node.op != (truth ? Operator::logical_and : Operator::logical_or)) return;
  learn(node.operands[0], truth, learnt);
  learn(node.operands[1], truth, learnt);
}

}  // namespace mc::exporter
