// SPDX-License-Identifier: Apache-2.0
// Learning from all states: an explicit search sees all reachable states, and Z3 asks for a clause
// wherever a state that it has not seen would spoil the induction. The search is a teacher only: what is
// learnt is proved inductive and safe by Z3 like any other invariant (after Garg, Löding, Madhusudan, Neider:
// ICE, CAV 2014; as all reachable states are known, no clause is ever taken back).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "prove/engine.h"
#include "prove/invariant.h"

namespace mc::prove {

struct Learnt {
  std::optional<Invariant> invariant;
  std::optional<States> violation;  ///< by a shortest run: the search is breadth first
  std::vector<bool> covered;  ///< with an invariant: covers that some state or step reaches, by PropertyId
  std::string reason;         ///< why there is neither: "memory limit", …
};

/// Throws Stopped. `system` is what the generators are of.
Learnt learn(const ir::System& system, const explore::GeneratorFactory& make_generator,
             const explore::Options& options, z3::context& context, Blackboard& blackboard);

}  // namespace mc::prove
