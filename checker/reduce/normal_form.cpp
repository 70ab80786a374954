// SPDX-License-Identifier: Apache-2.0
#include "reduce/normal_form.h"

#include <algorithm>

#include "ir/type_range.h"

namespace mc::reduce {

using namespace ir;

namespace {

bool is_idempotent(Operator op) {
  return op == Operator::logical_and || op == Operator::logical_or || op == Operator::bit_and ||
         op == Operator::bit_or;
}

bool is_associative(Operator op) {
  return is_idempotent(op) || op == Operator::bit_xor || op == Operator::add || op == Operator::multiply;
}

bool commutes(Operator op) {
  return is_associative(op) || op == Operator::equal || op == Operator::not_equal;
}

}  // namespace

bool fits(const System& system, ExprId id, Numeric numeric, unsigned copies) {
  const Interval range = TypeRanges(system, {0, static_cast<Value>(copies) - 1}).of(id);
  return wrap(range.least, numeric) == range.least && wrap(range.most, numeric) == range.most;
}

/// What was made is its own normal form.
ExprId NormalForm::compute(ExprId id) {
  const ExprId result = Fold::compute(id);
  return remember(result, result);
}

PlaceId NormalForm::of(PlaceId id) {
  if (id == PlaceId::none) return id;
  Place place = system_.place(id);
  for (Subscript& subscript : place.subscripts) subscript.value = of(subscript.value);
  if (place.pointer) place.pointer->value = of(place.pointer->value);
  return system_.add_place(std::move(place));
}

bool NormalForm::is_truth(ExprId id) const {
  const Expression& node = system_.expressions[id];
  switch (node.op) {
    case Operator::constant: return node.value == 0 || node.value == 1;
    case Operator::load: {
      const Type& type = system_.place(node.place).type;
      return type.least >= 0 && type.most <= 1;
    }
    case Operator::bit_and:
    case Operator::bit_or:
    case Operator::bit_xor: return is_truth(node.operands[0]) && is_truth(node.operands[1]);
    case Operator::conditional: return is_truth(node.operands[1]) && is_truth(node.operands[2]);
    default:
      return node.op == Operator::logical_not ||
             (node.op >= Operator::equal && node.op <= Operator::logical_or);
  }
}

ExprId NormalForm::without_double_not(ExprId id) const {
  const Expression& node = system_.expressions[id];
  if (node.op != Operator::logical_not) return id;
  const Expression& inner = system_.expressions[node.operands[0]];
  return inner.op == Operator::logical_not ? without_double_not(inner.operands[0]) : id;
}

ExprId NormalForm::leaf(ExprId id, const Expression& node) {
  return node.op == Operator::load ? system_.expressions.load(of(node.place)) : id;
}

ExprId NormalForm::operation(const Expression& old, const Operands& operands) {
  Expression node = old;
  std::ranges::copy(operands, node.operands.begin());
  const bool asks_truth = node.op == Operator::logical_not || node.op == Operator::logical_and ||
                          node.op == Operator::logical_or || node.op == Operator::conditional;
  if (asks_truth && node.op != Operator::conditional) node.numeric = {};  // says nothing
  if (asks_truth) node.operands[0] = without_double_not(node.operands[0]);
  if (node.op == Operator::logical_and || node.op == Operator::logical_or)
    node.operands[1] = without_double_not(node.operands[1]);
  if (node.op == Operator::convert &&
      (is_truth(node.operands[0]) || fits(system_, node.operands[0], node.numeric, ~0u)))
    return node.operands[0];
  if (node.op == Operator::equal || node.op == Operator::not_equal)
    for (unsigned i = 0; i < 2; ++i)
      if (system_.expressions.constant_value(node.operands[i]) == 0)
        return of_truth(node.operands[1 - i], node.op);
  if (node.op == Operator::conditional) return conditional(node);
  if ((node.op == Operator::bit_and || node.op == Operator::bit_or) && is_truth(node.operands[0]) &&
      is_truth(node.operands[1])) {
    node.op = node.op == Operator::bit_and ? Operator::logical_and : Operator::logical_or;
    node.numeric = {};
  }
  return commutes(node.op) ? sorted(node) : system_.expressions.make(node);
}

/// `id` != 0 or `id` == 0.
ExprId NormalForm::of_truth(ExprId id, Operator op) {
  const ExprId no = system_.expressions.logical_not(without_double_not(id));
  if (op == Operator::equal) return no;
  return is_truth(id) ? id : system_.expressions.logical_not(no);
}

ExprId NormalForm::conditional(const Expression& node) {
  Expressions& all = system_.expressions;
  const auto [condition, yes, no] = node.operands;
  const auto on_yes = all.constant_value(yes), on_no = all.constant_value(no);
  const auto both = [&](Operator op, ExprId a, ExprId b) { return of(all.binary(op, a, b)); };
  if (is_truth(yes) && is_truth(no)) {
    if (on_no) {
      return *on_no == 0 ? both(Operator::logical_and, condition, yes)
                         : both(Operator::logical_or, all.logical_not(condition), yes);
    }
    if (on_yes) {
      return *on_yes == 0 ? both(Operator::logical_and, all.logical_not(condition), no)
                          : both(Operator::logical_or, condition, no);
    }
  }
  return all.conditional(condition, yes, no, node.numeric);
}

void NormalForm::flatten(ExprId id, const Expression& like, std::vector<ExprId>& operands) const {
  const Expression& node = system_.expressions[id];
  if (node.op != like.op || node.numeric != like.numeric || !is_associative(like.op)) {
    operands.push_back(id);
    return;
  }
  flatten(node.operands[0], like, operands);
  flatten(node.operands[1], like, operands);
}

ExprId NormalForm::sorted(const Expression& node) {
  std::vector<ExprId> operands;
  flatten(node.operands[0], node, operands);
  flatten(node.operands[1], node, operands);
  std::ranges::sort(operands);
  if (is_idempotent(node.op)) operands.erase(std::ranges::unique(operands).begin(), operands.end());
  ExprId result = operands[0];
  if (operands.size() == 1 && !is_truth(result) &&
      (node.op == Operator::logical_and || node.op == Operator::logical_or))
    return system_.expressions.binary(node.op, result, result, node.numeric);
  for (std::size_t i = 1; i < operands.size(); ++i)
    result = system_.expressions.binary(node.op, result, operands[i], node.numeric);
  return result;
}

}  // namespace mc::reduce
