// SPDX-License-Identifier: Apache-2.0
// Dead variable reset: states that differ only in what nobody reads again become one.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Resets every frame slot wherever a step ends and the slot is dead (Task::resets), and in the initial
/// state.
///
/// Sound because a dead slot is written before it is read on every path: two states that differ in dead slots
/// only have the same runs, step by step and choice by choice.
void reset_dead_variables(ir::System& system);

}  // namespace mc::transform
