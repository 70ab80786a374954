// SPDX-License-Identifier: Apache-2.0
#include "ir/interval.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace mc::ir {

namespace {

using ir::Operator;
using ir::Value;

/// Small, at the edges of the types, or anything.
Value any_value() {
  const Value small = *rc::gen::inRange<Value>(-40, 40);
  const unsigned power = *rc::gen::element(0u, 7u, 8u, 15u, 16u, 31u, 32u, 63u);
  switch (*rc::gen::inRange(0, 4)) {
    case 0: return *rc::gen::arbitrary<Value>();
    case 1: return static_cast<Value>((std::uint64_t{1} << power) + static_cast<std::uint64_t>(small));
    default: return small;
  }
}

/// Of values that `numeric` has, as operands are.
Interval any_interval(ir::Numeric numeric) {
  const Value a = ir::wrap(any_value(), numeric), b = ir::wrap(any_value(), numeric);
  return {std::min(a, b), std::max(a, b)};
}

/// An end, or anything between.
Value any_of(Interval interval) {
  if (*rc::gen::inRange(0, 3) == 0) return interval.least;
  if (*rc::gen::inRange(0, 3) == 0) return interval.most;
  const auto width = static_cast<std::uint64_t>(interval.most) - static_cast<std::uint64_t>(interval.least);
  const auto offset = *rc::gen::arbitrary<std::uint64_t>();
  return static_cast<Value>(static_cast<std::uint64_t>(interval.least) +
                            (width == ~std::uint64_t{0} ? offset : offset % (width + 1)));
}

RC_GTEST_PROP(Interval, ContainsEveryResult, ()) {
  const ir::Numeric numeric{*rc::gen::element<std::uint8_t>(8, 16, 32, 64), *rc::gen::arbitrary<bool>()};
  const Interval a = any_interval(numeric), b = any_interval(numeric), c = any_interval(numeric);
  const Value x = any_of(a), y = any_of(b), z = any_of(c);
  for (auto op = Operator::negate; op <= Operator::conditional;
       op = Operator{static_cast<std::uint8_t>(static_cast<int>(op) + 1)}) {
    RC_LOG() << "operator " << static_cast<int>(op) << "\n";
    RC_ASSERT(apply(op, numeric, a, b, c).contains(ir::apply(op, numeric, x, y, z)));
  }
}

/// Sound and useless would be to answer "anything".
TEST(Interval, IsExactWhereItMatters) {
  constexpr ir::Numeric s32{}, u32{.bits = 32, .is_signed = false};
  const auto same = [](Interval a, Interval b) { return a == b; };
  EXPECT_PRED2(same, apply(Operator::add, s32, {1, 3}, {-2, 5}), (Interval{-1, 8}));
  EXPECT_PRED2(same, apply(Operator::subtract, u32, {5, 9}, {0, 5}), (Interval{0, 9}));
  EXPECT_PRED2(same, apply(Operator::remainder, u32, {0, 4294967295}, {4, 4}), (Interval{0, 3}));
  EXPECT_PRED2(same, apply(Operator::divide, s32, {8, 20}, {2, 4}), (Interval{2, 10}));
  EXPECT_PRED2(same, apply(Operator::shift_left, s32, {1, 1}, {0, 3}), (Interval{1, 8}));
  EXPECT_PRED2(same, apply(Operator::bit_and, s32, {0, 100}, {0, 7}), (Interval{0, 7}));
  EXPECT_PRED2(same, apply(Operator::less, s32, {0, 3}, {4, 4}), (Interval{1, 1}));
  EXPECT_PRED2(same, apply(Operator::equal, s32, {0, 3}, {4, 4}), (Interval{0, 0}));
  EXPECT_PRED2(same, apply(Operator::conditional, s32, {1, 2}, {7, 8}, {0, 0}), (Interval{7, 8}));
}

}  // namespace

}  // namespace mc::ir
