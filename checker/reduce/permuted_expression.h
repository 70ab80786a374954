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
struct Viewpoint {
  std::size_t task = 0;    ///< ignored where nobody runs
  bool exchanged = false;  ///< the task's copies are exchanged, too
  const std::vector<Sort>* shared = nullptr;
  const std::vector<Sort>* frame = nullptr;  ///< nullptr where nobody runs
  const std::vector<Sort>* temporaries = nullptr;
};

/// The value of e in p(s) is, for every state s, the renaming by `sort` of the value of `expression` in s.
struct ImageValue {
  ir::ExprId expression = ir::ExprId::none;
  Sort sort;
};

/// The images of expressions under one exchange p. An array that is found to be subscripted by an index is
/// added to `slots`.
class Image : private ir::Fold<ImageValue> {
 public:
  using Value = ImageValue;
  Image(ir::System& system, SlotExchange& slots, std::size_t exchange, const Viewpoint& view)
      : Fold(system.expressions), system_(system), slots_(slots), exchange_(exchange), view_(view) {}

  /// Throws Asymmetry.
  using Fold::of;
  /// The place that is p(place) in the state before; a slot that it names has sort `sort`.
  ir::PlaceId place(ir::PlaceId id, Sort& sort);
  /// `value` as one of sort `sort`. Throws Asymmetry if it is none.
  ir::ExprId as(const Value& value, const Sort& sort) const;
  /// The image of whether `id` is 0.
  ir::ExprId is_zero(ir::ExprId id);
  /// A new array was found: all that was found before is to be thought over.
  bool found_array() const { return found_array_; }
  /// Choices that are found to be of an index, for they select what is exchanged.
  const std::set<Choice>& found_choices() const { return found_choices_; }

 private:
  Value compute(ir::ExprId id) override;
  Value leaf(ir::ExprId id, const ir::Expression& node) override;
  Value operation(const ir::Expression& node, const Operands& operands) override;
  Value unary(const ir::Expression& node, const Value& operand);
  Value binary(const ir::Expression& node, const Value& a, const Value& b);
  Value with_constant(const ir::Expression& node, const Value& value, ir::Value constant,
                      bool constant_first);
  Value conditional(const ir::Expression& node);
  bool unseen(const ir::Expression& node, const Sort& sort, const ir::Value* constant,
              bool constant_first) const;
  Sort moved(const ir::Expression& node, const Sort& sort, ir::Value constant, bool constant_first) const;
  void find_arrays(const ir::Place& place, const std::vector<Sort>& coordinates);
  const Sort& sort_of(const ir::Place& place, std::uint32_t slot) const;

  ir::System& system_;
  SlotExchange& slots_;
  std::size_t exchange_;
  Viewpoint view_;
  bool found_array_ = false;
  std::set<Choice> found_choices_;
};

}  // namespace mc::reduce
