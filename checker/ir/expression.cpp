// SPDX-License-Identifier: Apache-2.0
#include "ir/expression.h"

#include <stdexcept>

namespace mc::ir {

unsigned arity(Operator op) {
  if (op <= Operator::load) return 0;
  if (op <= Operator::convert) return 1;
  return op == Operator::conditional ? 3 : 2;
}

namespace {

using Unsigned = std::uint64_t;

bool less(Numeric numeric, Value a, Value b) {
  return numeric.is_signed ? a < b : static_cast<Unsigned>(a) < static_cast<Unsigned>(b);
}

Value divide(Numeric numeric, Value a, Value b) {
  if (b == 0) return 0;
  if (!numeric.is_signed) return static_cast<Value>(static_cast<Unsigned>(a) / static_cast<Unsigned>(b));
  return b == -1 ? static_cast<Value>(0 - static_cast<Unsigned>(a)) : a / b;
}

Value remainder(Numeric numeric, Value a, Value b) {
  if (b == 0) return 0;
  if (!numeric.is_signed) return static_cast<Value>(static_cast<Unsigned>(a) % static_cast<Unsigned>(b));
  return b == -1 ? 0 : a % b;
}

Value shift(Operator op, Numeric numeric, Value a, Value b) {
  if (b < 0 || b >= numeric.bits) return 0;
  if (op == Operator::shift_left) return static_cast<Value>(static_cast<Unsigned>(a) << b);
  return numeric.is_signed ? a >> b : static_cast<Value>(static_cast<Unsigned>(a) >> b);
}

Value compute(Operator op, Numeric numeric, Value a, Value b, Value c) {
  const auto x = static_cast<Unsigned>(a), y = static_cast<Unsigned>(b);
  switch (op) {
    case Operator::negate: return static_cast<Value>(0 - x);
    case Operator::complement: return ~a;
    case Operator::convert: return a;
    case Operator::add: return static_cast<Value>(x + y);
    case Operator::subtract: return static_cast<Value>(x - y);
    case Operator::multiply: return static_cast<Value>(x * y);
    case Operator::divide: return divide(numeric, a, b);
    case Operator::remainder: return remainder(numeric, a, b);
    case Operator::shift_left:
    case Operator::shift_right: return shift(op, numeric, a, b);
    case Operator::bit_and: return a & b;
    case Operator::bit_or: return a | b;
    case Operator::bit_xor: return a ^ b;
    case Operator::conditional: return a != 0 ? b : c;
    default: throw std::logic_error("operator has no value by itself");
  }
}

}  // namespace

Value apply(Operator op, Numeric numeric, Value a, Value b, Value c) {
  switch (op) {
    case Operator::logical_not: return a == 0;
    case Operator::equal: return a == b;
    case Operator::not_equal: return a != b;
    case Operator::less: return less(numeric, a, b);
    case Operator::less_equal: return !less(numeric, b, a);
    case Operator::logical_and: return a != 0 && b != 0;
    case Operator::logical_or: return a != 0 || b != 0;
    default: return wrap(compute(op, numeric, a, b, c), numeric);
  }
}

std::size_t Expressions::Hash::operator()(const Expression& node) const {
  std::size_t hash = static_cast<std::size_t>(node.op);
  const auto mix = [&hash](std::size_t part) { hash = (hash ^ part) * 0x9e3779b97f4a7c15u + (hash >> 29); };
  mix(static_cast<std::size_t>(node.numeric.bits) * 2 + node.numeric.is_signed);
  for (ExprId operand : node.operands) mix(static_cast<std::size_t>(operand));
  mix(static_cast<std::size_t>(node.value));
  mix(static_cast<std::size_t>(node.place));
  return hash;
}

std::optional<Value> Expressions::constant_value(ExprId id) const {
  const Expression& node = (*this)[id];
  if (node.op != Operator::constant) return std::nullopt;
  return node.value;
}

bool Expressions::is_truth(ExprId id) const {
  const Operator op = (*this)[id].op;
  return op == Operator::logical_not || (op >= Operator::equal && op <= Operator::logical_or);
}

ExprId Expressions::simplified(const Expression& node) const {
  const ExprId a = node.operands[0], b = node.operands[1];
  switch (node.op) {
    case Operator::convert: return is_truth(a) ? a : ExprId::none;
    case Operator::logical_not: {
      const Expression& inner = (*this)[a];
      return inner.op == Operator::logical_not && is_truth(inner.operands[0]) ? inner.operands[0]
                                                                              : ExprId::none;
    }
    case Operator::logical_and:
    case Operator::logical_or:
      for (const auto& [one, other] : {std::pair(a, b), std::pair(b, a)}) {
        const auto value = constant_value(one);
        if (!value) continue;
        if ((*value != 0) == (node.op == Operator::logical_and))
          return is_truth(other) ? other : ExprId::none;
        if (*value == 0 || *value == 1) return one;
      }
      return ExprId::none;
    default: return ExprId::none;
  }
}

ExprId Expressions::make(Expression node) {
  const unsigned operands = arity(node.op);
  std::array<Value, 3> values{};
  unsigned known = 0;
  for (unsigned i = 0; i < operands; ++i)
    if (const auto value = constant_value(node.operands[i])) {
      values[i] = *value;
      ++known;
    }
  if (operands > 0 && known == operands)
    return constant(apply(node.op, node.numeric, values[0], values[1], values[2]));
  if (const ExprId simpler = simplified(node); simpler != ExprId::none) return simpler;
  const auto [found, inserted] = known_.try_emplace(node, static_cast<ExprId>(nodes_.size()));
  if (inserted) nodes_.push_back(node);
  return found->second;
}

ExprId Expressions::unary(Operator op, ExprId a, Numeric numeric) {
  return make({.op = op, .numeric = numeric, .operands = {a, ExprId::none, ExprId::none}});
}

ExprId Expressions::binary(Operator op, ExprId a, ExprId b, Numeric numeric) {
  return make({.op = op, .numeric = numeric, .operands = {a, b, ExprId::none}});
}

ExprId Expressions::conditional(ExprId condition, ExprId yes, ExprId no, Numeric numeric) {
  if (const auto known = constant_value(condition)) return *known != 0 ? yes : no;
  if (yes == no) return yes;
  return make({.op = Operator::conditional, .numeric = numeric, .operands = {condition, yes, no}});
}

}  // namespace mc::ir
