// SPDX-License-Identifier: Apache-2.0
// Invariant minimisation by location: what an invariant says about where tasks are, and no more of it than a
// proof needs.
#pragma once

#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// Of an inductive and safe invariant one that follows from it, and is so, too: a clause is about the places
/// at which the proof needs it, not about all at which it holds. Each clause is taken apart into one for each
/// few places, and what minimised() leaves is put together again; for each program counter in turn.
Invariant with_needed_locations(const Transition& transition, const Invariant& invariant,
                                const Blackboard& blackboard);

}  // namespace mc::prove
