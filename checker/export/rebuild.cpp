// SPDX-License-Identifier: Apache-2.0
#include "export/rebuild.h"

namespace mc::exporter {

using namespace ir;

ExprId Rebuilder::operator()(ExprId id) {
  if (id == ExprId::none) return id;
  const auto key = static_cast<std::uint32_t>(id);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Expression node = expressions_[id];
  ExprId result = ExprId::none;
  if (node.op == Operator::load || node.op == Operator::parameter) {
    result = leaf_(node);
    if (result == ExprId::none) result = id;
  } else {
    for (ExprId& operand : node.operands) operand = (*this)(operand);
    result = expressions_.make(node);
  }
  return known_[key] = result;
}

}  // namespace mc::exporter
