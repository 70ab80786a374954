// SPDX-License-Identifier: Apache-2.0
// Rewriting: expressions built anew with other leaves or places. Substitution, inlining and renaming are
// this.
#pragma once

#include <functional>
#include <unordered_map>

#include "ir/fold.h"
#include "ir/system.h"

namespace mc::ir {

/// Rebuilds expressions of a system in that system. Memory of what was rebuilt lasts as long as the object.
class Rewriter : private Fold<ExprId> {
 public:
  /// What takes the place of a node; none: it is made of its rebuilt operands, or loads from its rebuilt
  /// place.
  using Replace = std::function<ExprId(ExprId)>;
  /// What becomes of a place, its subscripts and pointer already rebuilt. Its base is the lowest slot that it
  /// can name (relative to the pointee), for constant subscripts are added to it.
  using ChangePlace = std::function<Place(Place)>;

  explicit Rewriter(System& system, Replace replace, ChangePlace change = {})
      : Fold(system.expressions), system_(system), replace_(std::move(replace)), change_(std::move(change)) {}

  /// `none` stays.
  ExprId expression(ExprId id) { return id == ExprId::none ? id : of(id); }
  PlaceId place(PlaceId id);
  /// `place` with its subscripts and pointer rebuilt, before it is changed; it is not added to the system.
  Place rebuilt(Place place);

  void forget();

 protected:
  using Fold::Operands;
  ExprId operation(const Expression& node, const Operands& operands) override;

 private:
  ExprId leaf(ExprId id, const Expression& node) override;
  ExprId compute(ExprId id) override;

  System& system_;
  Replace replace_;
  ChangePlace change_;
  std::unordered_map<PlaceId, PlaceId> places_;
};

/// Adds constant subscripts to the base, so that it is the lowest slot the place can name.
void fold_subscripts(const System& system, Place& place);
/// Adds a constant pointer's object to the base. The place is no longer relative to a pointee then.
void fold_pointer(const System& system, Place& place);

/// The formula of an observation with its arguments in place of the parameters.
ExprId instantiate(System& system, ObservationId observation);

}  // namespace mc::ir
