// SPDX-License-Identifier: Apache-2.0
// Symbolic execution (King 1976) of straight-line code: what a loop-free piece of code computes, as one
// expression.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "ir/system.h"

namespace mc::frontend {

/// What code computes when it writes nothing but frame slots at or above `first_internal`.
struct Computed {
  ir::ExprId result = ir::ExprId::none;  ///< the slot asked for, at the end
  struct Check {
    ir::PropertyId property;  ///< a built-in check that the code makes ...
    ir::ExprId holds;         ///< ... and the condition that it holds (or is not reached)
  };
  std::vector<Check> checks;
};

/// Executes `code` (jumps go forward only; last is `end`) for the value of frame slot `result`. Nothing if
/// the code writes anything but internal slots, chooses, waits, or loops.
std::optional<Computed> execute(ir::System& system, const std::vector<ir::Instruction>& code,
                                std::uint32_t first_internal, std::uint32_t result);

/// Rebuilds an expression with what `leaf` makes of its loads, self and parameters. Conditionals whose
/// condition becomes known are decided.
ir::ExprId rewrite(ir::System& system, ir::ExprId expression,
                   const std::function<ir::ExprId(ir::ExprId)>& leaf);

/// Replaces every load of a place that depends on the state by a choice among loads of static places.
ir::ExprId with_static_places(ir::System& system, ir::ExprId expression);

}  // namespace mc::frontend
