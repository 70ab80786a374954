// SPDX-License-Identifier: Apache-2.0
// Random expressions over parameters, with the value that ir::apply gives them.
#pragma once

#include <rapidcheck.h>

#include <array>
#include <limits>
#include <vector>

#include "ir/system.h"

namespace mc::test {

/// Numbers at the edges of the C integer types as often as any others.
inline ir::Value edge_value() {
  return *rc::gen::oneOf(rc::gen::arbitrary<ir::Value>(), rc::gen::inRange<ir::Value>(-2, 66),
                         rc::gen::element<ir::Value>(
                             127, -128, 255, 256, 32767, -32768, 65535, 2147483647, -2147483648, 4294967295,
                             std::numeric_limits<ir::Value>::max(), std::numeric_limits<ir::Value>::min()));
}

struct RandomFormula {
  ir::ExprId expression = ir::ExprId::none;
  std::vector<ir::Value> arguments;
  ir::Value value = 0;  ///< of `expression` under `arguments`
};

/// Adds up to `size` nodes to `expressions`; every operator that needs no place or task comes up.
inline RandomFormula random_formula(ir::Expressions& expressions, int size) {
  using ir::Operator;
  struct Known {
    ir::ExprId id;
    ir::Value value;
  };
  RandomFormula formula;
  std::vector<Known> pool;
  for (ir::Value i = 0; i < 3; ++i) {
    formula.arguments.push_back(edge_value());
    pool.push_back({expressions.parameter(i), formula.arguments.back()});
  }
  const ir::Value constant = edge_value();
  pool.push_back({expressions.constant(constant), constant});
  const int nodes = *rc::gen::inRange(1, size + 1);
  for (int i = 0; i < nodes; ++i) {
    const auto op = static_cast<Operator>(
        *rc::gen::inRange(static_cast<int>(Operator::negate), static_cast<int>(Operator::conditional) + 1));
    const ir::Numeric numeric{.bits = *rc::gen::element<std::uint8_t>(8, 16, 32, 64),
                              .is_signed = *rc::gen::arbitrary<bool>()};
    ir::Expression node{.op = op, .numeric = numeric};
    std::array<ir::Value, 3> values{};
    for (unsigned k = 0; k < ir::arity(op); ++k) {
      const Known& operand = pool[*rc::gen::inRange<std::size_t>(0, pool.size())];
      node.operands[k] = operand.id;
      values[k] = operand.value;
    }
    pool.push_back({expressions.make(node), ir::apply(op, numeric, values[0], values[1], values[2])});
  }
  formula.expression = pool.back().id;
  formula.value = pool.back().value;
  return formula;
}

}  // namespace mc::test
