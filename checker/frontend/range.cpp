// SPDX-License-Identifier: Apache-2.0
#include "frontend/range.h"

#include <array>

namespace mc::frontend {

ir::Interval range(const ir::System& system, ir::ExprId expression, unsigned copies) {
  const ir::Expression& node = system.expressions[expression];
  switch (node.op) {
    case ir::Operator::constant: return {node.value, node.value};
    case ir::Operator::self: return {0, static_cast<ir::Value>(copies) - 1};
    case ir::Operator::parameter: return {};
    case ir::Operator::load: {
      const ir::Type& type = system.place(node.place).type;
      return {type.least, type.most};
    }
    default: break;
  }
  std::array<ir::Interval, 3> operands;
  for (unsigned i = 0; i < ir::arity(node.op); ++i) operands[i] = range(system, node.operands[i], copies);
  return ir::apply(node.op, node.numeric, operands[0], operands[1], operands[2]);
}

}  // namespace mc::frontend
