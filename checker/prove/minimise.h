// SPDX-License-Identifier: Apache-2.0
// Invariant minimisation: less of an invariant that proves the same.
#pragma once

#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// Clauses of `invariant`, which is inductive and safe, that are inductive and safe by themselves: those that
/// safety rests on, those that these rest on after some step, and so on (unsatisfiable cores; Ivrii,
/// Gurfinkel, Belov: Small inductive safe invariants, FMCAD 2014). Not always the fewest.
Invariant minimised(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard);

/// The same where clauses, and steps, are images of one another: `group` says by clause of which, and all of
/// a group are kept or none. Of the steps, those that are looked at have to keep all clauses; the others do
/// then, too.
Invariant minimised(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard,
                    const StepFilter& looked_at, const std::vector<std::size_t>& group);

}  // namespace mc::prove
