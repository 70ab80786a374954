// SPDX-License-Identifier: Apache-2.0
// Temporaries: what lives only inside a step need not be part of a state.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Frame slots that no state must keep become temporaries. Slots of one array or struct that a place indexes
/// move together or not at all.
///
/// Sound because such a slot is written in each step before it is read there. Needs observations that are
/// separate.
void make_temporaries(ir::System& system);

}  // namespace mc::transform
