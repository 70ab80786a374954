// SPDX-License-Identifier: Apache-2.0
// Type ranges: which values an expression can have, told from the types of what it loads. That is all that is
// asked while C is read (frontend/range.h), where the types are C's, and of a system that has been narrowed.
// transform/ranges.h narrows it: it looks at all assignments of a system, and this at one expression.
#pragma once

#include "ir/fold.h"
#include "ir/interval.h"
#include "ir/system.h"

namespace mc::ir {

/// Interval arithmetic over an expression whose loads can yield whatever their type allows. Memory of what
/// was asked lasts as long as the object.
class TypeRanges : private Fold<Interval> {
 public:
  /// Whether a load is also looked at where its place names no slot: it is 0 there, whatever its type. A
  /// check stands before whatever depends on it, so only who looks at expressions by themselves has to know.
  enum class Unnamed : std::uint8_t { never, zero };

  /// `self`: the numbers of the copies that evaluate it. `system` must outlive the object; it may grow.
  TypeRanges(const System& system, Interval self, Unnamed unnamed = Unnamed::zero)
      : Fold(system.expressions), system_(system), self_(self), unnamed_(unnamed) {}

  using Fold::of;

 private:
  Interval leaf(ExprId id, const Expression& node) override;
  Interval operation(const Expression& node, const Operands& operands) override;

  const System& system_;
  Interval self_;
  Unnamed unnamed_;
};

}  // namespace mc::ir
