// SPDX-License-Identifier: Apache-2.0
// Slicing: only what the properties can depend on.
#pragma once

#include "ir/needed.h"
#include "ir/system.h"

namespace mc::transform {

using ir::Steps;

/// Assignments to slots that nothing needs become jumps to the next instruction; so do, to where their ways
/// meet again, branches that decide about nothing else. Needed is what ir/needed.h says of all observations.
/// Choices stay, so that a Move keeps its meaning; one that nothing needs goes to a temporary.
///
/// Sound because what remains computes the same values in the same order: a run of the one system is a run of
/// the other, with the same needed slots in every state, the same observations and the same waits. What is
/// skipped is free of loops, and of step ends; with `Steps::join` only of those that make a difference: that
/// is for finding out which (transform/merge_steps.h).
void slice(ir::System& system, Steps steps = Steps::stay);

}  // namespace mc::transform
