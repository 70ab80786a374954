// SPDX-License-Identifier: Apache-2.0
// Guards (weakest preconditions): when a step can be taken, as a condition on the state before it.
#pragma once

#include <map>

#include "export/arithmetic.h"
#include "export/flatten.h"

namespace mc::exporter {

/// Other checkers try a step by its guard, and cannot go back when it turns out to wait further on. Guards
/// are weakest preconditions (Dijkstra 1975), computed backwards over the instructions of one step.
class Guards {
 public:
  /// The system of `flat` receives new expressions.
  Guards(Flat& flat, std::size_t task, std::uint32_t start);

  /// From now on the choice at `position` is not any value, but that of `parameter`, a place in temporaries
  /// that does not begin as 0.
  void fix_choice(std::uint32_t position, ir::PlaceId parameter) { parameters_[position] = parameter; }

  /// Some run of the step ends in a successor or a violation, given that the instructions before `position`
  /// have been executed; the constant 1 if that is always so.
  ir::ExprId possible(std::uint32_t position);
  /// Some run ends at an assumption that is false.
  ir::ExprId pruned(std::uint32_t position);
  /// possible() right after the choice at `position` has taken `value`, if it may.
  ir::ExprId possible_after(std::uint32_t position, ir::Value value);

  /// `condition` at the start of the step, where all temporaries are 0.
  ir::ExprId at_start(ir::ExprId condition);

 private:
  using Memory = std::map<std::uint32_t, ir::ExprId>;

  ir::ExprId condition(std::uint32_t position, bool wanted_pruned);
  ir::ExprId next(std::uint32_t position, bool wanted_pruned);
  ir::ExprId compute(std::uint32_t position, bool wanted_pruned);
  ir::ExprId choice(std::uint32_t position, ir::ExprId value, bool wanted_pruned);
  /// `condition` before `place` became `value`.
  ir::ExprId before_store(ir::ExprId condition, ir::PlaceId place, ir::ExprId value);
  ir::ExprId both(ir::ExprId a, ir::ExprId b);
  ir::ExprId either(ir::ExprId a, ir::ExprId b);

  ir::System& system_;
  const ir::Task& task_;
  const std::vector<ir::ExprId>& checks_;
  std::uint32_t start_;
  Arithmetic arithmetic_;
  Memory possible_, pruned_;
  std::map<std::uint32_t, ir::PlaceId> parameters_;
};

/// How many values the choice `instruction` can have at most. Throws Unsupported for more than 1000.
ir::Value choices(const ir::System& system, const ir::Instruction& instruction);

}  // namespace mc::exporter
