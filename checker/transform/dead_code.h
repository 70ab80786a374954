// SPDX-License-Identifier: Apache-2.0
// Dead code elimination: what is never executed, and what is executed for nothing.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Branches on a constant become jumps. Instructions that cannot be reached, and assignments to frame slots
/// that are written again before they are read, become jumps to the next one.
///
/// Sound because no state, observation or wait depends on them, but for the value of slots that are dead.
void remove_dead_code(ir::System& system);

/// Takes the step start from what cannot be reached, so that a program counter needs no value for it. After
/// remove_dead_code: what cannot be reached loops nowhere.
void drop_unreachable_steps(ir::System& system);

}  // namespace mc::transform
