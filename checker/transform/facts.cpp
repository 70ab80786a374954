// SPDX-License-Identifier: Apache-2.0
#include "transform/facts.h"

#include <algorithm>

namespace mc::transform {

using namespace ir;

namespace {

/// "expression is not 0" or, if `truth` is false, "expression is 0", without negations at the top.
struct Literal {
  ExprId expression;
  bool truth;
};

Literal literal(const Expressions& expressions, ExprId id, bool truth) {
  for (;;) {
    const Expression& node = expressions[id];
    const bool compares = node.op == Operator::equal || node.op == Operator::not_equal;
    if (compares && expressions.constant_value(node.operands[1]) != Value{0}) return {id, truth};
    if (!compares && node.op != Operator::logical_not) return {id, truth};
    if (node.op != Operator::not_equal) truth = !truth;
    id = node.operands[0];
  }
}

/// Whether `truth` of the node is `truth` of both its operands: of an "and" that holds, an "or" that does
/// not.
bool is_conjunction(Operator op, bool truth) {
  return truth ? op == Operator::logical_and : op == Operator::logical_or;
}

bool meets(const Slots& a, const Slots& b) {
  return std::ranges::any_of(a, [&](std::uint32_t slot) { return b.contains(slot); });
}

}  // namespace

const SlotSets& ReadSets::of(ExprId expression) {
  const auto [found, inserted] = known_.try_emplace(static_cast<std::uint32_t>(expression));
  if (inserted) collect_reads(*system_, expression, found->second);
  return found->second;
}

void Facts::learn(ExprId expression, bool truth) {
  const Literal fact = literal(system_->expressions, expression, truth);
  const Expression& node = system_->expressions[fact.expression];
  if (is_conjunction(node.op, fact.truth)) {
    learn(node.operands[0], fact.truth);
    learn(node.operands[1], fact.truth);
  } else if (node.op != Operator::constant) {
    known_.insert_or_assign(fact.expression, fact.truth);
  }
}

std::optional<bool> Facts::truth(ExprId expression) const {
  const Literal asked = literal(system_->expressions, expression, true);
  const Expression& node = system_->expressions[asked.expression];
  if (node.op == Operator::constant) return (node.value != 0) == asked.truth;
  if (const auto found = known_.find(asked.expression); found != known_.end())
    return found->second == asked.truth;
  if (node.op != Operator::logical_and && node.op != Operator::logical_or) return std::nullopt;
  const bool decisive = node.op == Operator::logical_or;  // one operand with this truth decides
  const auto left = truth(node.operands[0]), right = truth(node.operands[1]);
  if (left == decisive || right == decisive) return decisive == asked.truth;
  if (left == !decisive && right == !decisive) return decisive != asked.truth;
  return std::nullopt;
}

void Facts::forget_written(const SlotSets& written, ReadSets& reads) {
  for (auto fact = known_.begin(); fact != known_.end();) {
    const SlotSets& read = reads.of(fact->first);
    const bool changes = std::ranges::any_of(std::array{Space::shared, Space::local, Space::temporary},
                                             [&](Space space) { return meets(written[space], read[space]); });
    fact = changes ? known_.erase(fact) : fact + 1;
  }
}

void Facts::forget(Space space, ReadSets& reads) {
  for (auto fact = known_.begin(); fact != known_.end();)
    fact = reads.of(fact->first)[space].empty() ? fact + 1 : known_.erase(fact);
}

void Facts::intersect(const Facts& other) {
  for (auto fact = known_.begin(); fact != known_.end();) {
    const auto same = other.known_.find(fact->first);
    fact = same != other.known_.end() && same->second == fact->second ? fact + 1 : known_.erase(fact);
  }
}

}  // namespace mc::transform
