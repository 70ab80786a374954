// What makes a set of clauses a proof: three questions that Z3 must all answer "unsatisfiable".
#pragma once

#include <z3++.h>

#include <array>
#include <string>

#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// Satisfiable if the invariant proves nothing.
struct Obligation {
  std::string name;
  z3::expr counterexample;
};

/// Initiation: an initial state outside. Consecution: a step from inside to outside. Safety: a bad state, or
/// a step in which a check fails, inside.
std::array<Obligation, 3> obligations(const Transition& transition, const Invariant& invariant);

/// Throws std::logic_error with the name of one that is not met: the method that made the invariant is wrong.
void check_obligations(const ir::System& system, z3::context& context, const Invariant& invariant,
                       const Board& board);

}  // namespace mc::prove
