// SPDX-License-Identifier: Apache-2.0
// Normal form: expressions that say the same become the same, up to the order and grouping of what commutes.
#pragma once

#include <vector>

#include "ir/fold.h"
#include "ir/system.h"

namespace mc::reduce {

/// Operands of and, or, xor, sum and product are flattened and sorted, those of == and != sorted; conversions
/// that change nothing are dropped, and a conditional that yields truth values becomes and, or. Memory of
/// what was done lasts as long as the object.
class NormalForm : private ir::Fold<ir::ExprId> {
 public:
  explicit NormalForm(ir::System& system) : Fold(system.expressions), system_(system) {}

  ir::ExprId of(ir::ExprId id) { return id == ir::ExprId::none ? id : Fold::of(id); }
  ir::PlaceId of(ir::PlaceId id);

 private:
  ir::ExprId compute(ir::ExprId id) override;
  ir::ExprId leaf(ir::ExprId id, const ir::Expression& node) override;
  ir::ExprId operation(const ir::Expression& node, const Operands& operands) override;
  ir::ExprId conditional(const ir::Expression& node);
  ir::ExprId sorted(const ir::Expression& node);
  void flatten(ir::ExprId id, const ir::Expression& like, std::vector<ir::ExprId>& operands) const;
  ir::ExprId of_truth(ir::ExprId id, ir::Operator op);
  bool is_truth(ir::ExprId id) const;
  /// What is not 0 if and only if `id` is not.
  ir::ExprId without_double_not(ir::ExprId id) const;

  ir::System& system_;
};

/// True if converting a value of `id` to `numeric` changes nothing, whatever the state. `self` is below
/// `copies`.
bool fits(const ir::System& system, ir::ExprId id, ir::Numeric numeric, unsigned copies);

}  // namespace mc::reduce
