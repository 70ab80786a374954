// SPDX-License-Identifier: Apache-2.0
#include "smt/encode.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <limits>

#include "random_formula.h"

namespace mc::smt {
namespace {

/// The value of `id` as Z3 computes it.
ir::Value simplified(z3::context& context, const ir::Expressions& expressions, ir::ExprId id,
                     const std::vector<ir::Value>& arguments) {
  Encoder encoder(context, expressions, [&](const ir::Expression& node) {
    return context.bv_val(arguments.at(static_cast<std::size_t>(node.value)), 64);
  });
  return static_cast<ir::Value>(encoder.value(id).simplify().get_numeral_uint64());
}

TEST(Encode, GivesWhatTheInterpreterGives) {
  z3::context context;
  EXPECT_TRUE(rc::check([&] {
    ir::Expressions expressions;
    const test::RandomFormula formula = test::random_formula(expressions, 12);
    RC_ASSERT(simplified(context, expressions, formula.expression, formula.arguments) == formula.value);
  }));
}

/// Every operator in every numeric type on pairs of edge values: what random search might miss.
TEST(Encode, AgreesOnAllEdges) {
  const ir::Value most = std::numeric_limits<ir::Value>::max(), least = std::numeric_limits<ir::Value>::min();
  const std::vector<ir::Value> edges{0,  1,  -1,  2,    7,   8,          31,   32,
                                     63, 64, 127, -128, 255, 0xffffffff, most, least};
  z3::context context;
  for (int op = static_cast<int>(ir::Operator::negate); op <= static_cast<int>(ir::Operator::conditional);
       ++op)
    for (const unsigned bits : {8, 16, 32, 64})
      for (const bool is_signed : {false, true}) {
        const ir::Numeric numeric{static_cast<std::uint8_t>(bits), is_signed};
        const auto code = static_cast<ir::Operator>(op);
        ir::Expressions expressions;
        ir::Expression node{.op = code, .numeric = numeric};
        for (unsigned k = 0; k < ir::arity(code); ++k) node.operands[k] = expressions.parameter(k);
        const ir::ExprId id = expressions.make(node);
        for (const ir::Value a : edges)
          for (const ir::Value b : edges)
            ASSERT_EQ(simplified(context, expressions, id, {a, b, 5}), ir::apply(code, numeric, a, b, 5))
                << "operator " << op << ", " << bits << " bits, signed " << is_signed << ": " << a << ", "
                << b;
      }
}

TEST(Encode, AsksForEachLeafOnce) {
  z3::context context;
  ir::Expressions expressions;
  const ir::ExprId self = expressions.self();
  const ir::ExprId sum = expressions.binary(ir::Operator::add, self, self);
  const ir::ExprId square = expressions.binary(ir::Operator::multiply, sum, sum);
  int asked = 0;
  Encoder encoder(context, expressions, [&](const ir::Expression& node) {
    EXPECT_EQ(node.op, ir::Operator::self);
    ++asked;
    return context.bv_val(3, 64);
  });
  EXPECT_EQ(encoder.value(square).simplify().get_numeral_int64(), 36);
  EXPECT_EQ(asked, 1);
}

}  // namespace
}  // namespace mc::smt
