// SPDX-License-Identifier: Apache-2.0
// Register allocation for frames: fewer slots, smaller states.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Frame slots that are never needed at the same time share one, whose type is the union of theirs and whose
/// name is that of the first. Slots of
/// arrays and structs that a place indexes stay as they are.
///
/// Sound because whenever a slot is written, no other slot that it shares with will be read before it is
/// written (Chaitin 1982: colouring of the interference graph). Needs observations that are separate.
void share_slots(ir::System& system);

}  // namespace mc::transform
