// SPDX-License-Identifier: Apache-2.0
// Simplification for readers: conditions as a person would write them.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "export/arithmetic.h"

namespace mc::exporter {

/// Leaves out what is known where an operand is evaluated at all: b in "a || b" is evaluated only if a is
/// false, so an a in it is 0. What is left of conditionals becomes && and ||. The value is the same (as a
/// condition: its truth), provided that the target language evaluates from left to right and only as needed.
class Simplifier {
 public:
  explicit Simplifier(ir::System& system) : system_(system), arithmetic_(system) {}

  ir::ExprId condition(ir::ExprId id) { return simplified(id, true); }
  ir::ExprId value(ir::ExprId id) { return simplified(id, false); }

 private:
  using Key = std::pair<ir::ExprId, bool>;

  ir::ExprId simplified(ir::ExprId id, bool as_condition);
  ir::ExprId compute(ir::ExprId id, bool as_condition);
  ir::ExprId with_knowledge(ir::ExprId id, bool as_condition);
  /// 1 where `id` is not 0.
  ir::ExprId as_truth(ir::ExprId id);
  /// As a condition.
  ir::ExprId logical(const ir::Expression& node);
  ir::ExprId conditional(const ir::Expression& node, bool as_condition);
  ir::ExprId joined(ir::Operator op, ir::ExprId a, ir::ExprId b);
  /// simplified() where the conditions are known to be `truth`.
  ir::ExprId assuming(std::array<ir::ExprId, 2> conditions, bool truth, ir::ExprId id, bool as_condition);
  void learn(ir::ExprId condition, bool truth, std::vector<ir::ExprId>& learnt);
  bool is_truth(ir::ExprId id) { return arithmetic_.of(id).within(0, 1); }

  ir::System& system_;
  Arithmetic arithmetic_;
  std::unordered_map<ir::ExprId, bool> known_;
  std::map<Key, ir::ExprId> memory_;  ///< of what is known now
};

}  // namespace mc::exporter
