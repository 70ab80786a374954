// SPDX-License-Identifier: Apache-2.0
#include "export/arithmetic.h"

#include <algorithm>
#include <array>
#include <vector>

namespace mc::exporter {

using namespace ir;

namespace {

/// The values that have a representation in `numeric`.
Interval representable(Numeric numeric) {
  if (numeric.bits >= 64) return {};
  const Value size = Value{1} << (numeric.bits - (numeric.is_signed ? 1 : 0));
  return {numeric.is_signed ? -size : 0, size - 1};
}

/// One corner of an interval; nothing if it does not fit into 64 bits.
std::optional<Value> corner(Operator op, Value a, Value b) {
  Value result = 0;
  switch (op) {
    case Operator::add: return __builtin_add_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Operator::subtract:
      return __builtin_sub_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Operator::multiply:
      return __builtin_mul_overflow(a, b, &result) ? std::nullopt : std::optional(result);
    case Operator::negate:
      return __builtin_sub_overflow(Value{0}, a, &result) ? std::nullopt : std::optional(result);
    case Operator::shift_left:
      if (b < 0 || b > 62) return std::nullopt;
      return corner(Operator::multiply, a, Value{1} << b);
    default: return std::nullopt;
  }
}

/// The numbers of the copies of any task.
Interval copies(const System& system) {
  unsigned most = 1;
  for (const Task& task : system.tasks) most = std::max(most, task.count);
  return {0, Value{most} - 1};
}

}  // namespace

Arithmetic::Arithmetic(const System& system)
    : TypeRanges(system, copies(system), Unnamed::never), system_(system) {}

std::optional<Interval> Arithmetic::unwrapped(ExprId id) {
  const Expression& node = system_.expressions[id];
  switch (node.op) {
    case Operator::convert: return operand(node, 0);
    case Operator::conditional: return hull(operand(node, 1), operand(node, 2));
    case Operator::add:
    case Operator::subtract:
    case Operator::multiply:
    case Operator::negate:
    case Operator::shift_left: {
      const Interval a = operand(node, 0), b = node.op == Operator::negate ? a : operand(node, 1);
      std::vector<Value> corners;
      for (const Value x : {a.least, a.most})
        for (const Value y : {b.least, b.most}) {
          const auto value = corner(node.op, x, y);
          if (!value) return std::nullopt;
          corners.push_back(*value);
        }
      return Interval{std::ranges::min(corners), std::ranges::max(corners)};
    }
    default: break;
  }
  std::array<Interval, 3> operands{};
  for (unsigned i = 0; i < arity(node.op); ++i) operands[i] = operand(node, i);
  return apply(node.op, {.bits = 64}, operands[0], operands[1], operands[2]);
}

bool Arithmetic::is_plain(ExprId id) {
  const Expression& node = system_.expressions[id];
  const auto natural = [&](unsigned number) { return operand(node, number).least >= 0; };
  const bool as_signed = node.numeric.is_signed;
  switch (node.op) {
    case Operator::constant:
    case Operator::self:
    case Operator::parameter:
    case Operator::load:
    case Operator::logical_not:
    case Operator::logical_and:
    case Operator::logical_or:
    case Operator::equal:
    case Operator::not_equal: return true;
    case Operator::less:
    case Operator::less_equal: return as_signed || (natural(0) && natural(1));
    case Operator::divide:
    case Operator::remainder:
      if (operand(node, 1).contains(0) || !(as_signed || (natural(0) && natural(1)))) return false;
      if (operand(node, 0).contains(std::numeric_limits<Value>::min()) && operand(node, 1).contains(-1))
        return false;
      break;
    case Operator::shift_left:
    case Operator::shift_right:
      if (!operand(node, 1).within(0, node.numeric.bits - 1)) return false;
      if (node.op == Operator::shift_right && !as_signed && !natural(0)) return false;
      break;
    default: break;
  }
  const auto raw = unwrapped(id);
  const Interval possible = representable(node.numeric);
  return raw && raw->within(possible.least, possible.most);
}

}  // namespace mc::exporter
