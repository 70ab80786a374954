// SPDX-License-Identifier: Apache-2.0
#include "frontend/range.h"

#include <rapidcheck.h>

#include "ir/evaluate.h"
#include "support/any_expression.h"

namespace mc::frontend {
namespace {

TEST(Range, HoldsEveryValueOfAnExpression) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    test::Expression made(seed);
    const ir::Interval possible = range(made.system, made.id, 2);
    for (int round = 0; round < 20; ++round) {
      const std::vector<ir::Value> state = made.any_state();
      for (const std::uint32_t self : {0U, 1U})
        RC_ASSERT(
            possible.contains(ir::Evaluator(made.system, {.shared = state, .self = self}).value(made.id)));
    }
  }));
}

TEST(Range, OfALoadIsThatOfItsType) {
  test::Builder b;
  const ir::ExprId x = b.load(b.global("x", test::range(-3, 7)));
  EXPECT_EQ(range(b.system, x, 1), (ir::Interval{-3, 7}));
  EXPECT_EQ(range(b.system, b.add(x, b.constant(2)), 1), (ir::Interval{-1, 9}));
}

TEST(Range, OfSelfIsThatOfTheCopies) {
  test::Builder b;
  EXPECT_EQ(range(b.system, b.system.expressions.self(), 3), (ir::Interval{0, 2}));
}

TEST(Range, OfAParameterIsNotKnown) {
  test::Builder b;
  EXPECT_EQ(range(b.system, b.system.expressions.parameter(0), 3), ir::Interval{});
}

}  // namespace
}  // namespace mc::frontend
