// The run to a state, found backwards: no state remembers where it came from.
#pragma once

#include <cstdint>
#include <vector>

#include "explore/worker.h"
#include "ir/interpreter.h"
#include "lib/frontier.h"
#include "lib/team.h"
#include "lib/visited_set.h"

namespace mc::explore {

/// What a finished search knows: its states, by level, and its workers.
struct Explored {
  const ir::System& system;
  const lib::VisitedSet& visited;
  const std::vector<lib::Level>& levels;
  const std::vector<std::unique_ptr<Worker>>& workers;
  lib::Team& team;
};

/// A shortest run from the initial state to `state`, which stands `length` steps from it. Each level is
/// expanded once more, and of all predecessors the one with the least words is taken: the same run at any
/// number of threads. Throws std::logic_error if there is none, or the interpreter knows no such move.
std::vector<ir::Move> path_to(const Explored& explored, std::vector<ir::Word> state, std::uint64_t length);

}  // namespace mc::explore
