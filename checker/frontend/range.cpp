#include "frontend/range.h"

#include <algorithm>
#include <limits>

namespace mc::frontend {

using ir::Operator;
using ir::Value;

namespace {

constexpr Range truth{0, 1};

Range of_numeric(ir::Numeric numeric) {
  if (numeric.bits == 64) return {std::numeric_limits<Value>::min(), std::numeric_limits<Value>::max()};
  const Value half = Value{1} << (numeric.bits - 1);
  return numeric.is_signed ? Range{-half, half - 1} : Range{0, 2 * half - 1};
}

Range joined(Range a, Range b) {
  return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

/// The exact range of a sum, difference or product, if it cannot wrap.
Range of_arithmetic(Operator op, ir::Numeric numeric, Range a, Range b) {
  const Range whole = of_numeric(numeric);
  Value low = 0, high = 0;
  bool overflow = false;
  if (op == Operator::add) {
    overflow =
        __builtin_add_overflow(a.least, b.least, &low) || __builtin_add_overflow(a.most, b.most, &high);
  } else if (op == Operator::subtract) {
    overflow =
        __builtin_sub_overflow(a.least, b.most, &low) || __builtin_sub_overflow(a.most, b.least, &high);
  } else {
    if (a.least < 0 || b.least < 0) return whole;
    overflow =
        __builtin_mul_overflow(a.least, b.least, &low) || __builtin_mul_overflow(a.most, b.most, &high);
  }
  return overflow || low < whole.least || high > whole.most ? whole : Range{low, high};
}

Range of_binary(Operator op, ir::Numeric numeric, Range a, Range b) {
  const Range whole = of_numeric(numeric);
  const bool natural = a.least >= 0 && b.least >= 0;
  switch (op) {
    case Operator::add:
    case Operator::subtract:
    case Operator::multiply: return of_arithmetic(op, numeric, a, b);
    case Operator::divide:
    case Operator::shift_right: return natural ? Range{0, a.most} : whole;
    case Operator::remainder: return natural && b.most > 0 ? Range{0, std::min(a.most, b.most - 1)} : whole;
    case Operator::bit_and: return natural ? Range{0, std::min(a.most, b.most)} : whole;
    case Operator::bit_or:
    case Operator::bit_xor: {
      if (!natural) return whole;
      Value all = 1;
      while (all - 1 < std::max(a.most, b.most) && all < (Value{1} << 62)) all *= 2;
      return all - 1 < std::max(a.most, b.most) ? whole : Range{0, all - 1};
    }
    case Operator::shift_left: return whole;
    default: return truth;
  }
}

}  // namespace

Range range(const ir::System& system, ir::ExprId expression, unsigned copies) {
  const ir::Expression& node = system.expressions[expression];
  const auto operand = [&](unsigned i) { return range(system, node.operands[i], copies); };
  switch (node.op) {
    case Operator::constant: return {node.value, node.value};
    case Operator::self: return {0, static_cast<Value>(copies) - 1};
    case Operator::parameter: return of_numeric({.bits = 64});
    case Operator::load: {
      const ir::Type& type = system.place(node.place).type;
      return {type.least, type.most};
    }
    case Operator::logical_not: return truth;
    case Operator::negate: {
      const Range a = operand(0), whole = of_numeric(node.numeric);
      return node.numeric.is_signed && a.least > whole.least && a.most <= whole.most
                 ? Range{-a.most, -a.least}
                 : whole;
    }
    case Operator::complement: return of_numeric(node.numeric);
    case Operator::convert: {
      const Range a = operand(0), whole = of_numeric(node.numeric);
      return a.least >= whole.least && a.most <= whole.most ? a : whole;
    }
    case Operator::conditional: return joined(operand(1), operand(2));
    default: return of_binary(node.op, node.numeric, operand(0), operand(1));
  }
}

}  // namespace mc::frontend
