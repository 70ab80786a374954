// SPDX-License-Identifier: Apache-2.0
// Two systems with the same moves, run side by side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::test {

struct Lockstep {
  std::optional<std::string> difference;  ///< what was not the same first
  std::size_t originals = 0;              ///< states of the original system that were reached
  std::size_t changed = 0;                ///< states of the other system
};

/// Runs every move of every reachable state in both systems, up to `limit` pairs of states. The outcomes must
/// be alike: their kind, choices, instructions, failed observation, arguments and covers, the evaluations of
/// all checks that the other system still makes, shared slots, program counters, which invariants and covers
/// hold, and deadlock. Every state of the other system must survive being packed.
Lockstep run_in_lockstep(const ir::System& original, const ir::System& other, std::size_t limit = 1000);

/// The same, but for instructions, and for shared slots that the other system does not read.
Lockstep run_in_lockstep_sliced(const ir::System& original, const ir::System& other,
                                std::size_t limit = 1000);

/// Shared slots that some instruction or state predicate of `system` may read.
std::vector<bool> read_slots(const ir::System& system);

}  // namespace mc::test
