// SPDX-License-Identifier: Apache-2.0
// Fold (catamorphism), memoised: what follows for a node of an expression from what follows for its operands.
//
// Expressions are shared graphs, not trees, so every node is computed once and remembered. Two walks are not
// folds: ir/evaluate.h, the interpreter's hot path, which remembers no leaves and calls nothing virtual; and
// export/simplify.h, where the value of a node also depends on what is known on the way down to it.
#pragma once

#include <boost/container/static_vector.hpp>
#include <unordered_map>
#include <utility>

#include "ir/expression.h"

namespace mc::ir {

/// Gives a T to every expression of one arena, which may grow meanwhile. Memory lasts as long as the object.
template <typename T>
class Fold {
 public:
  virtual ~Fold() = default;

  T of(ExprId id) {
    if (const auto known = known_.find(id); known != known_.end()) return known->second;
    return remember(id, compute(id));
  }

 protected:
  using Operands = boost::container::static_vector<T, 3>;

  explicit Fold(const Expressions& expressions) : expressions_(expressions) {}
  Fold(const Fold&) = default;
  Fold& operator=(const Fold&) = delete;

  /// Of a constant, self, parameter or load.
  virtual T leaf(ExprId id, const Expression& node) = 0;
  /// Of an operator, from its operands' values.
  virtual T operation(const Expression& node, const Operands& operands) = 0;

  /// Of a node that is not known yet. To override where a node is looked at before its operands.
  virtual T compute(ExprId id) {
    const Expression node = expressions_[id];  // a copy, as the arena may grow
    if (arity(node.op) == 0) return leaf(id, node);
    Operands operands;
    for (unsigned i = 0; i < arity(node.op); ++i) operands.push_back(of(node.operands[i]));
    return operation(node, operands);
  }

  /// From now on the value of `id`, unless it has one; what it has then.
  T remember(ExprId id, T value) { return known_.try_emplace(id, std::move(value)).first->second; }
  void forget() { known_.clear(); }

 private:
  const Expressions& expressions_;
  std::unordered_map<ExprId, T> known_;
};

}  // namespace mc::ir
