// SPDX-License-Identifier: Apache-2.0
// Static partial order reduction: a statement that touches only locals joins the step before.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Whether a local choice belongs to the step before it, or where that is possible to the step after it
/// (transform/delay_choices.h).
enum class Choices { early, late };

/// Takes the step start from every step that touches no shared slot (one that is never written does not
/// count), waits for nothing and assumes nothing. It stays at the entry, at `end`, once in every cycle, and
/// where slots are reset.
///
/// Sound because such a step commutes with every step of the other copies and is always enabled (Lipton 1975:
/// it is a mover both ways). What is kept: whether the system is violated; and if it is not, the values that
/// the shared slots can have together, which covers are reached, and whether a deadlock is. What is not kept:
/// the number of states and the length of runs, which only fall; and behind a check over locals that fails,
/// what others might have done before it was evaluated.
void merge_steps(ir::System& system);

/// The same by what `simplified` touches: the same system, in which what makes no difference does nothing
/// (transform/simplify.h). What is kept of the shared slots is then what `simplified` reads.
void merge_steps(ir::System& system, ir::System simplified, Choices choices);

}  // namespace mc::transform
