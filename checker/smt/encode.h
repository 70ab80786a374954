// SPDX-License-Identifier: Apache-2.0
// Expressions as Z3 terms, with exactly the meaning that ir::apply gives them.
#pragma once

#include <z3++.h>

#include <functional>
#include <unordered_map>

#include "ir/expression.h"

namespace mc::smt {

/// Turns expressions of one arena into 64-bit bit-vectors, each node once. What self, parameter and load
/// stand for is the caller's: a constant, a variable of one time frame, an array access.
class Encoder {
 public:
  /// Gives a 64-bit bit-vector of `context` for a node without operands that is no constant.
  using Leaf = std::function<z3::expr(const ir::Expression&)>;

  /// `context` and `expressions` must outlive the encoder.
  Encoder(z3::context& context, const ir::Expressions& expressions, Leaf leaf);

  /// The value of `id`.
  z3::expr value(ir::ExprId id);

  /// Whether `id` is not 0.
  z3::expr holds(ir::ExprId id);

 private:
  z3::expr encode(const ir::Expression& node);

  z3::context* context_;
  const ir::Expressions* expressions_;
  Leaf leaf_;
  std::unordered_map<ir::ExprId, z3::expr> known_;
};

}  // namespace mc::smt
