// SPDX-License-Identifier: Apache-2.0
#include "ir/interval.h"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace mc::ir {

namespace {

__extension__ using Wide = __int128;  // exact for every operator but shifts to the left by more than 63

/// Everything an operator of this type can yield, as Values represent it.
Interval everything(Numeric numeric) {
  if (numeric.bits == 64) return {};
  const Value half = Value{1} << (numeric.bits - 1);
  return numeric.is_signed ? Interval{-half, half - 1} : Interval{0, 2 * half - 1};
}

/// The exact results least..most, after wrapping.
Interval wrapped(Wide least, Wide most, Numeric numeric) {
  const Interval all = everything(numeric);
  if (least < all.least || most > all.most) return all;
  return {static_cast<Value>(least), static_cast<Value>(most)};
}

Interval corners(Operator op, Numeric numeric, Interval a, Interval b) {
  const auto exact = [op](Wide x, Wide y) {
    return op == Operator::add ? x + y : op == Operator::subtract ? x - y : x * y;
  };
  const auto [least, most] = std::minmax(
      {exact(a.least, b.least), exact(a.least, b.most), exact(a.most, b.least), exact(a.most, b.most)});
  return wrapped(least, most, numeric);
}

Interval with_zero(Interval interval, bool zero) {
  return zero ? hull(interval, {0, 0}) : interval;
}

/// Of operands that are not negative, so that signed and unsigned agree.
Interval division(Operator op, Interval a, Interval b) {
  if (b.most == 0) return {0, 0};
  const Value divisor = std::max<Value>(b.least, 1);
  if (op == Operator::divide) return with_zero({a.least / b.most, a.most / divisor}, b.least == 0);
  if (a.most < divisor) return with_zero(a, b.least == 0);
  return {0, std::min(a.most, b.most - 1)};
}

Interval shift(Operator op, Numeric numeric, Interval a, Interval b) {
  const bool outside = b.least < 0 || b.most >= numeric.bits;
  const Value low = std::clamp<Value>(b.least, 0, numeric.bits - 1);
  const Value high = std::clamp<Value>(b.most, 0, numeric.bits - 1);
  if (op == Operator::shift_right) return with_zero({a.least >> high, a.most >> low}, outside);
  return with_zero(wrapped(Wide{a.least} << low, Wide{a.most} << high, numeric), outside);
}

Interval bitwise(Operator op, Interval a, Interval b) {
  if (op == Operator::bit_and) return {0, std::min(a.most, b.most)};
  const auto width = std::bit_width(static_cast<std::uint64_t>(std::max(a.most, b.most)));
  const auto most = static_cast<Value>((std::uint64_t{1} << width) - 1);
  return {op == Operator::bit_or ? std::max(a.least, b.least) : 0, most};
}

bool is_true(Interval a) {
  return !a.contains(0);
}
bool is_false(Interval a) {
  return a == Interval{0, 0};
}
Interval truth(bool surely, bool surely_not) {
  return {surely, !surely_not};
}

Interval comparison(Operator op, Numeric numeric, Interval a, Interval b) {
  const bool disjoint = a.most < b.least || b.most < a.least;
  const bool same = a.is_single() && a == b;
  if (op == Operator::equal) return truth(same, disjoint);
  if (op == Operator::not_equal) return truth(disjoint, same);
  if (!numeric.is_signed && (a.least < 0 || b.least < 0)) return {0, 1};
  if (op == Operator::less) return truth(a.most < b.least, a.least >= b.most);
  return truth(a.most <= b.least, a.least > b.most);
}

Interval arithmetic(Operator op, Numeric numeric, Interval a, Interval b) {
  const bool natural = a.least >= 0 && b.least >= 0;
  switch (op) {
    case Operator::add:
    case Operator::subtract:
    case Operator::multiply: return corners(op, numeric, a, b);
    case Operator::divide:
    case Operator::remainder: {
      if (!natural) return everything(numeric);
      const Interval exact = division(op, a, b);
      return wrapped(exact.least, exact.most, numeric);
    }
    case Operator::shift_left:
    case Operator::shift_right: {
      if (a.least < 0) return everything(numeric);
      const Interval exact = shift(op, numeric, a, b);
      return wrapped(exact.least, exact.most, numeric);
    }
    default: {
      if (!natural) return everything(numeric);
      const Interval exact = bitwise(op, a, b);
      return wrapped(exact.least, exact.most, numeric);
    }
  }
}

}  // namespace

Interval hull(Interval a, Interval b) {
  return {std::min(a.least, b.least), std::max(a.most, b.most)};
}

Interval apply(Operator op, Numeric numeric, Interval a, Interval b, Interval c) {
  switch (op) {
    case Operator::negate: return wrapped(-Wide{a.most}, -Wide{a.least}, numeric);
    case Operator::complement: return wrapped(~Wide{a.most}, ~Wide{a.least}, numeric);
    case Operator::convert: return wrapped(a.least, a.most, numeric);
    case Operator::logical_not: return truth(is_false(a), is_true(a));
    case Operator::equal:
    case Operator::not_equal:
    case Operator::less:
    case Operator::less_equal: return comparison(op, numeric, a, b);
    case Operator::logical_and: return truth(is_true(a) && is_true(b), is_false(a) || is_false(b));
    case Operator::logical_or: return truth(is_true(a) || is_true(b), is_false(a) && is_false(b));
    case Operator::conditional: {
      const Interval result = is_true(a) ? b : is_false(a) ? c : hull(b, c);
      return wrapped(result.least, result.most, numeric);
    }
    default: return arithmetic(op, numeric, a, b);
  }
}

}  // namespace mc::ir
