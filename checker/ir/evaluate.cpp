// SPDX-License-Identifier: Apache-2.0
#include "ir/evaluate.h"

namespace mc::ir {

Value Evaluator::value(ExprId id) {
  const Expression& node = system_->expressions[id];
  if (arity(node.op) == 0) return compute(node);
  const auto key = static_cast<std::uint32_t>(id);
  if (const auto known = known_.find(key); known != known_.end()) return known->second;
  return known_[key] = compute(node);
}

Value Evaluator::compute(const Expression& node) {
  switch (node.op) {
    case Operator::constant: return node.value;
    case Operator::self: return scope_.self;
    case Operator::parameter: return scope_.arguments[static_cast<std::size_t>(node.value)];
    case Operator::load: return load(system_->place(node.place));
    default: break;
  }
  std::array<Value, 3> operands{};
  for (unsigned i = 0; i < arity(node.op); ++i) operands[i] = value(node.operands[i]);
  return apply(node.op, node.numeric, operands[0], operands[1], operands[2]);
}

std::optional<std::uint32_t> Evaluator::slot(const Place& place) {
  std::uint32_t slot = place.base;
  if (place.pointer) {
    const auto& objects = system_->domains[place.pointer->domain].objects;
    const Value target = value(place.pointer->value);
    if (target <= 0 || static_cast<std::uint64_t>(target) > objects.size()) return std::nullopt;
    slot += objects[static_cast<std::size_t>(target) - 1];
  }
  for (const Subscript& subscript : place.subscripts) {
    const Value position = value(subscript.value);
    if (position < 0 || position >= subscript.count) return std::nullopt;
    slot += static_cast<std::uint32_t>(position) * subscript.stride;
  }
  return slot;
}

Value Evaluator::load(const Place& place) {
  const auto found = slot(place);
  if (!found) return 0;
  switch (place.space) {
    case Space::shared: return scope_.shared[*found];
    case Space::local: return scope_.local[*found];
    case Space::temporary: return scope_.temporary[*found];
  }
  return 0;
}

}  // namespace mc::ir
