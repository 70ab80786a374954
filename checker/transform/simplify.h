// SPDX-License-Identifier: Apache-2.0
// Property-directed simplification: a system that does nothing that makes no difference.
#pragma once

#include "ir/system.h"
#include "transform/slice.h"

namespace mc::transform {

/// Narrows, uses what is known, removes dead code and slices (see there), again and again until nothing more
/// is found. Steps start where they did, choices are the same, and so are the slots that are still read.
void simplify(ir::System& system, Steps steps = Steps::stay);

}  // namespace mc::transform
