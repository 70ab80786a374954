// Less of an invariant that proves the same.
#pragma once

#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// Clauses of `invariant`, which is inductive and safe, that are inductive and safe by themselves: those that
/// safety rests on, those that these rest on after some step, and so on (unsatisfiable cores; Ivrii,
/// Gurfinkel, Belov: Small inductive safe invariants, FMCAD 2014). Not always the fewest.
Invariant minimised(const Transition& transition, const Invariant& invariant, const Board& board);

}  // namespace mc::prove
