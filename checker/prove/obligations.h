// SPDX-License-Identifier: Apache-2.0
// Proof obligations: what makes a set of clauses a proof: questions that must all be answered
// "unsatisfiable".
#pragma once

#include <z3++.h>

#include <vector>

#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// Satisfiable if the invariant proves nothing. States are assumed to be within their types.
struct Obligation {
  enum class Kind {
    initiation,   ///< an initial state outside of the invariant
    consecution,  ///< a step from inside to outside
    safety,       ///< a bad state inside, or a step from inside in which a check fails
  };
  Kind kind = Kind::initiation;
  const StepFormula* step = nullptr;  ///< the one that it is about; none: about states
  z3::expr counterexample;
};

/// All of them: initiation, consecution and safety step by step, and safety of states; of the steps that are
/// looked at.
std::vector<Obligation> obligations(const Transition& transition, const Invariant& invariant,
                                    const StepFilter& looked_at = every_step);

/// Clauses of `invariant` about a field that `step` may write: all others hold after it if before.
Invariant touched(const Transition& transition, const StepFormula& step, const Invariant& invariant);

/// Throws std::logic_error if one is not met: the method that made the invariant is wrong.
void check_obligations(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard,
                       const StepFilter& looked_at = every_step);

}  // namespace mc::prove
