// SPDX-License-Identifier: Apache-2.0
#include "ir/expression.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/evaluate.h"

namespace mc::ir {

namespace {

/// An expression with the value that its operators give one by one, without folding.
struct Valued {
  ExprId id;
  Value value;
};

class Maker {
 public:
  explicit Maker(System& system) : system_(system) {}
  std::vector<Value> arguments = *rc::gen::container<std::vector<Value>>(3, rc::gen::inRange<Value>(-3, 4));

  Valued make(int depth) {
    Expressions& expressions = system_.expressions;
    if (depth == 0 || *rc::gen::inRange(0, 5) == 0) {
      const Value number = *rc::gen::inRange<Value>(0, 3);
      if (*rc::gen::arbitrary<bool>())
        return {expressions.parameter(number), arguments[static_cast<std::size_t>(number)]};
      return {expressions.constant(number - 1), number - 1};
    }
    const auto op = static_cast<Operator>(
        *rc::gen::inRange(static_cast<int>(Operator::negate), static_cast<int>(Operator::conditional) + 1));
    const Numeric numeric{*rc::gen::element<std::uint8_t>(8, 16, 32, 64), *rc::gen::arbitrary<bool>()};
    const Valued a = operand(depth, numeric), b = operand(depth, numeric), c = operand(depth, numeric);
    const Value value = apply(op, numeric, a.value, b.value, c.value);
    if (arity(op) == 1) return {expressions.unary(op, a.id, numeric), value};
    if (arity(op) == 2) return {expressions.binary(op, a.id, b.id, numeric), value};
    return {expressions.conditional(a.id, b.id, c.id, numeric), value};
  }

 private:
  Valued operand(int depth, Numeric numeric) {
    const Valued inner = make(depth - 1);
    return {system_.expressions.unary(Operator::convert, inner.id, numeric), wrap(inner.value, numeric)};
  }

  System& system_;
};

RC_GTEST_PROP(Expressions, FoldingKeepsTheValue, ()) {
  System system;
  Maker maker(system);
  const Valued made = maker.make(4);
  RC_ASSERT(Evaluator(system, {.arguments = maker.arguments}).value(made.id) == made.value);
}

TEST(Expressions, EqualNodesShareAnId) {
  Expressions e;
  const ExprId p = e.parameter(0), q = e.parameter(1);
  EXPECT_EQ(e.binary(Operator::add, p, q), e.binary(Operator::add, p, q));
  EXPECT_NE(e.binary(Operator::add, p, q), e.binary(Operator::add, p, q, {.bits = 8}));
  EXPECT_EQ(e.constant_value(e.binary(Operator::add, e.constant(2), e.constant(3))), 5);
}

TEST(Expressions, WhatIsTrueOrFalseIsSimplified) {
  Expressions e;
  const ExprId p = e.parameter(0), truth = e.binary(Operator::less, p, e.parameter(1));
  const ExprId yes = e.constant(1), no = e.constant(0);
  EXPECT_EQ(e.binary(Operator::logical_and, truth, yes), truth);
  EXPECT_EQ(e.binary(Operator::logical_or, no, truth), truth);
  EXPECT_EQ(e.binary(Operator::logical_and, no, truth), no);
  EXPECT_EQ(e.binary(Operator::logical_or, truth, yes), yes);
  EXPECT_EQ(e.logical_not(e.logical_not(truth)), truth);
  EXPECT_EQ(e.unary(Operator::convert, truth), truth);
  EXPECT_NE(e.binary(Operator::logical_and, p, yes), p) << "p may be 2";
}

}  // namespace

}  // namespace mc::ir
