// SPDX-License-Identifier: Apache-2.0
// A naive search over the interpreter: the independent oracle for counts, depths and verdicts.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "ir/interpreter.h"

namespace mc::test {

struct Reachable {
  std::set<ir::State> states;     ///< all that were found
  std::uint64_t transitions = 0;  ///< successors computed, repeats included
  std::uint64_t depth = 0;        ///< the longest of the shortest paths to any state
  std::vector<bool> covered;      ///< by PropertyId

  struct Violation {
    ir::PropertyId property = ir::PropertyId::none;
    std::uint64_t depth = 0;  ///< shortest run to it: steps done and, for a check, the failing one
  };
  std::vector<Violation>
      violations;  ///< of every property that breaks, the shortest; the order is that of depth

  bool complete = true;  ///< false: there are more than `limit` states, and what stands above is a part

  /// Length of a shortest run to any violation.
  std::optional<std::uint64_t> first_violation() const;
  std::set<ir::PropertyId> violated() const;
};

/// Explores everything reachable, behind violations, too: a run ends where a check fails, and goes on where
/// an invariant does not hold or only others are stuck.
Reachable reachable(const ir::System& system, std::size_t limit = 5000);

}  // namespace mc::test
