// SPDX-License-Identifier: Apache-2.0
// The meaning of expressions and places in one state.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "ir/system.h"

namespace mc::ir {

/// What an expression sees: the slots of the three spaces, who runs, and a formula's arguments. Spaces
/// that an expression does not name may be empty.
struct Scope {
  std::span<const Value> shared;
  std::span<const Value> local;
  std::span<const Value> temporary;
  std::uint32_t self = 0;
  std::span<const Value> arguments;
};

/// Evaluates in a state that does not change meanwhile: every node is computed once.
class Evaluator {
 public:
  Evaluator(const System& system, const Scope& scope) : system_(&system), scope_(scope) {}

  Value value(ExprId id);

  /// The slot of its space that `place` names; nothing if a pointer is NULL or a subscript out of range.
  /// A load of nothing is 0. That value never counts: a check stands before, or an operand that is
  /// discarded (of a conditional, of a logical operator) holds the load.
  std::optional<std::uint32_t> slot(const Place& place);

 private:
  Value compute(const Expression& node);
  Value load(const Place& place);

  const System* system_;
  Scope scope_;
  std::unordered_map<std::uint32_t, Value> known_;
};

}  // namespace mc::ir
