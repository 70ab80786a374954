// SPDX-License-Identifier: Apache-2.0
#include "ir/type_range.h"

#include <array>

namespace mc::ir {

Interval TypeRanges::of(ExprId expression) {
  const auto key = static_cast<std::uint32_t>(expression);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const Interval result = compute(system_.expressions[expression]);
  return known_[key] = result;
}

Interval TypeRanges::compute(const Expression& node) {
  switch (node.op) {
    case Operator::constant: return {node.value, node.value};
    case Operator::self: return self_;
    case Operator::parameter: return {};
    case Operator::load: {
      const Type& type = system_.place(node.place).type;
      return hull({0, 0}, {type.least, type.most});
    }
    default: break;
  }
  std::array<Interval, 3> operands;
  for (unsigned i = 0; i < arity(node.op); ++i) operands[i] = of(node.operands[i]);
  return apply(node.op, node.numeric, operands[0], operands[1], operands[2]);
}

}  // namespace mc::ir
