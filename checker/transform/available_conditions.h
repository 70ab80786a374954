// SPDX-License-Identifier: Apache-2.0
// Available expressions, for conditions: those that were tested before and cannot have changed since.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Built-in checks that are known to hold become jumps to the next instruction, branches whose condition is
/// known branch on a constant. Checks of the user's own stay: they are evaluated, and judged, wherever they
/// stand.
///
/// Known is, on every path to an instruction, what a check, branch, wait or assumption has established, or a
/// copy of that (available expressions: Aho, Lam, Sethi and Ullman, section 9.2.6), until a slot that the
/// condition reads may be written; where a step starts, others may have written every shared slot and
/// temporaries are 0 again. Sound because such a condition has the value that it had. Needs observations that
/// are separate.
void use_known_conditions(ir::System& system);

}  // namespace mc::transform
