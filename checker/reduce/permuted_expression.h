// SPDX-License-Identifier: Apache-2.0
// Permuted expression: what an expression is in the exchanged state, said in terms of the state before.
#pragma once

#include <set>
#include <stdexcept>
#include <vector>

#include "ir/fold.h"
#include "ir/system.h"
#include "reduce/index_kind.h"
#include "reduce/slot_exchange.h"

namespace mc::reduce {

/// Why an exchange of indices is seen.
struct Asymmetry : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Where an expression is evaluated: who runs, and what is known of the slots at that moment.
struct EvaluationContext {
  std::size_t task = 0;    ///< ignored where nobody runs
  bool exchanged = false;  ///< the task's copies are exchanged, too
  const std::vector<IndexKind>* shared = nullptr;
  const std::vector<IndexKind>* frame = nullptr;  ///< nullptr where nobody runs
  const std::vector<IndexKind>* temporaries = nullptr;
};

/// The value of e in p(s) is, for every state s, the renaming by `kind` of the value of `expression` in s.
struct PermutedExpression {
  ir::ExprId expression = ir::ExprId::none;
  IndexKind kind;
};

/// The images of expressions under one exchange p. An array that is found to be subscripted by an index is
/// added to `slots`.
class PermutedExpressions : private ir::Fold<PermutedExpression> {
 public:
  PermutedExpressions(ir::System& system, SlotExchange& slots, std::size_t exchange,
                      const EvaluationContext& view)
      : Fold(system.expressions), system_(system), slots_(slots), exchange_(exchange), view_(view) {}

  /// Throws Asymmetry.
  using Fold::of;
  /// The place that is p(place) in the state before; a slot that it names has kind `kind`.
  ir::PlaceId place(ir::PlaceId id, IndexKind& kind);
  /// `value` as one of kind `kind`. Throws Asymmetry if it is none.
  ir::ExprId as(const PermutedExpression& value, const IndexKind& kind) const;
  /// The image of whether `id` is 0.
  ir::ExprId is_zero(ir::ExprId id);
  /// A new array was found: all that was found before is to be thought over.
  bool found_array() const { return found_array_; }
  /// Choices that are found to be of an index, for they select what is exchanged.
  const std::set<Choice>& found_choices() const { return found_choices_; }

 private:
  PermutedExpression compute(ir::ExprId id) override;
  PermutedExpression leaf(ir::ExprId id, const ir::Expression& node) override;
  PermutedExpression operation(const ir::Expression& node, const Operands& operands) override;
  PermutedExpression unary(const ir::Expression& node, const PermutedExpression& operand);
  PermutedExpression binary(const ir::Expression& node, const PermutedExpression& a,
                            const PermutedExpression& b);
  PermutedExpression with_constant(const ir::Expression& node, const PermutedExpression& value,
                                   ir::Value constant, bool constant_first);
  PermutedExpression conditional(const ir::Expression& node);
  bool unseen(const ir::Expression& node, const IndexKind& kind, const ir::Value* constant,
              bool constant_first) const;
  IndexKind moved(const ir::Expression& node, const IndexKind& kind, ir::Value constant,
                  bool constant_first) const;
  void find_arrays(const ir::Place& place, const std::vector<IndexKind>& coordinates);
  const IndexKind& kind_of(const ir::Place& place, std::uint32_t slot) const;

  ir::System& system_;
  SlotExchange& slots_;
  std::size_t exchange_;
  EvaluationContext view_;
  bool found_array_ = false;
  std::set<Choice> found_choices_;
};

}  // namespace mc::reduce
