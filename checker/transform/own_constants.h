// SPDX-License-Identifier: Apache-2.0
// Constant propagation, a copy at a time: what a task keeps for itself although who runs says it.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Where a frame slot is read to which one expression is stored, always the same and over `self` alone, that
/// expression takes its place, and the assignments become jumps to the next instruction: `vmf.vma`, if that
/// is `&vmas[self]` wherever it is set.
///
/// Sound because such a slot is written before it is read, so that whoever reads it reads that (constant
/// propagation: Aho, Lam, Sethi and Ullman, section 9.4; here, of what is constant for each copy). Needs
/// observations that are separate.
void use_own_constants(ir::System& system);

}  // namespace mc::transform
