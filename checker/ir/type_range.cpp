// SPDX-License-Identifier: Apache-2.0
#include "ir/type_range.h"

#include <algorithm>
#include <array>

namespace mc::ir {

Interval TypeRanges::leaf(ExprId, const Expression& node) {
  if (node.op == Operator::constant) return {node.value, node.value};
  if (node.op == Operator::self) return self_;
  if (node.op != Operator::load) return {};
  const Type& type = system_.place(node.place).type;
  const Interval named{type.least, type.most};
  return unnamed_ == Unnamed::zero ? hull({0, 0}, named) : named;
}

Interval TypeRanges::operation(const Expression& node, const Operands& operands) {
  std::array<Interval, 3> all;
  std::ranges::copy(operands, all.begin());
  return apply(node.op, node.numeric, all[0], all[1], all[2]);
}

}  // namespace mc::ir
