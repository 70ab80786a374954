// SPDX-License-Identifier: Apache-2.0
// SMT encoding: expressions as Z3 terms, with exactly the meaning that ir::apply gives them.
#pragma once

#include <z3++.h>

#include <functional>

#include "ir/fold.h"

namespace mc::smt {

/// Turns expressions of one arena into 64-bit bit-vectors, each node once. What self, parameter and load
/// stand for is the caller's: a constant, a variable of one time frame, an array access.
class Encoder : private ir::Fold<z3::expr> {
 public:
  /// Gives a 64-bit bit-vector of `context` for a node without operands that is no constant.
  using Leaf = std::function<z3::expr(const ir::Expression&)>;

  /// `context` and `expressions` must outlive the encoder.
  Encoder(z3::context& context, const ir::Expressions& expressions, Leaf leaf);

  /// The value of `id`.
  z3::expr value(ir::ExprId id) { return of(id); }

  /// Whether `id` is not 0.
  z3::expr holds(ir::ExprId id);

 private:
  z3::expr leaf(ir::ExprId id, const ir::Expression& node) override;
  z3::expr operation(const ir::Expression& node, const Operands& operands) override;

  z3::context* context_;
  Leaf leaf_;
};

}  // namespace mc::smt
