// SPDX-License-Identifier: Apache-2.0
// Counterexample reconstruction: the run to a violation, found backwards, as no state remembers where it came
// from.
#pragma once

#include <memory>
#include <vector>

#include "base/team.h"
#include "explore/worker.h"
#include "ir/verdict.h"
#include "store/visited_set.h"

namespace mc::explore {

/// What a finished search knows: its states, with their depths, and its workers.
struct Explored {
  const ir::System& system;
  const store::VisitedSet& visited;
  const std::vector<std::unique_ptr<Worker>>& workers;
  base::Team& team;
};

/// Of all shortest runs to any of `findings`, which are sorted and make the same complaint, one with the
/// fewest context switches; of these the same one at any number of threads. Throws std::logic_error if there
/// is none, or the interpreter knows no such move.
///
/// First back, level by level: the states at depth d with a successor among those kept at depth d + 1. The
/// visited set knows depths modulo a power of two only, so states may be kept that stand deeper; no run of d
/// steps reaches them. Then forth from the initial state, through what was kept: by state and copy that
/// moved last, the fewest switches, and how.
ir::Violation shortest_run(const Explored& explored, const std::vector<Finding>& findings);

}  // namespace mc::explore
