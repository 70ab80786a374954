// SPDX-License-Identifier: Apache-2.0
#include "smt/encode.h"

#include <stdexcept>

namespace mc::smt {

namespace {

using ir::Numeric;
using ir::Operator;
using z3::expr;

constexpr unsigned width = 64;

expr number(const expr& like, ir::Value value) {
  return like.ctx().bv_val(value, width);
}
expr truth(const expr& condition) {
  return z3::ite(condition, condition.ctx().bv_val(1, width), condition.ctx().bv_val(0, width));
}
expr is_true(const expr& value) {
  return value != number(value, 0);
}

expr wrap(const expr& value, Numeric numeric) {
  if (numeric.bits == width) return value;
  const expr low = value.extract(numeric.bits - 1u, 0);
  return numeric.is_signed ? z3::sext(low, width - numeric.bits) : z3::zext(low, width - numeric.bits);
}

/// SMT-LIB wraps the smallest number divided by -1 as ir::apply does; only division by zero differs.
expr quotient(const expr& a, const expr& b, const expr& result) {
  return z3::ite(b == number(b, 0), number(a, 0), result);
}

/// An amount outside 0..bits-1, taken as unsigned, is at least bits.
expr shift(const expr& b, Numeric numeric, const expr& result) {
  return z3::ite(z3::ult(b, number(b, numeric.bits)), result, number(b, 0));
}

expr less(const expr& a, const expr& b, Numeric numeric) {
  return numeric.is_signed ? a < b : z3::ult(a, b);
}

expr applied(Operator op, const expr& a, Numeric numeric) {
  switch (op) {
    case Operator::negate: return wrap(-a, numeric);
    case Operator::complement: return wrap(~a, numeric);
    case Operator::convert: return wrap(a, numeric);
    case Operator::logical_not: return truth(a == number(a, 0));
    default: throw std::logic_error("no unary operator");
  }
}

expr arithmetic(Operator op, const expr& a, const expr& b, Numeric numeric) {
  const bool is_signed = numeric.is_signed;
  switch (op) {
    case Operator::add: return a + b;
    case Operator::subtract: return a - b;
    case Operator::multiply: return a * b;
    case Operator::divide: return quotient(a, b, is_signed ? a / b : z3::udiv(a, b));
    case Operator::remainder: return quotient(a, b, is_signed ? z3::srem(a, b) : z3::urem(a, b));
    case Operator::shift_left: return shift(b, numeric, z3::shl(a, b));
    case Operator::shift_right: return shift(b, numeric, is_signed ? z3::ashr(a, b) : z3::lshr(a, b));
    case Operator::bit_and: return a & b;
    case Operator::bit_or: return a | b;
    case Operator::bit_xor: return a ^ b;
    default: throw std::logic_error("no binary operator");
  }
}

expr applied(Operator op, const expr& a, const expr& b, Numeric numeric) {
  switch (op) {
    case Operator::equal: return truth(a == b);
    case Operator::not_equal: return truth(a != b);
    case Operator::less: return truth(less(a, b, numeric));
    case Operator::less_equal: return truth(!less(b, a, numeric));
    case Operator::logical_and: return truth(is_true(a) && is_true(b));
    case Operator::logical_or: return truth(is_true(a) || is_true(b));
    default: return wrap(arithmetic(op, a, b, numeric), numeric);
  }
}

}  // namespace

Encoder::Encoder(z3::context& context, const ir::Expressions& expressions, Leaf leaf)
    : Fold(expressions), context_(&context), leaf_(std::move(leaf)) {}

expr Encoder::holds(ir::ExprId id) {
  return is_true(value(id));
}

expr Encoder::leaf(ir::ExprId, const ir::Expression& node) {
  return node.op == Operator::constant ? context_->bv_val(node.value, width) : leaf_(node);
}

expr Encoder::operation(const ir::Expression& node, const Operands& operands) {
  if (operands.size() == 1) return applied(node.op, operands[0], node.numeric);
  if (operands.size() == 2) return applied(node.op, operands[0], operands[1], node.numeric);
  return wrap(z3::ite(is_true(operands[0]), operands[1], operands[2]), node.numeric);
}

}  // namespace mc::smt
