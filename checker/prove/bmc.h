// SPDX-License-Identifier: Apache-2.0
// Bounded model checking (Biere, Cimatti, Clarke, Zhu 1999): is there a violation by a run of n steps, for
// n = 0, 1, 2, … The first one found is a shortest one.
#pragma once

#include <optional>

#include "ir/system.h"
#include "prove/engine.h"

namespace mc::prove {

struct BmcResult {
  std::optional<States> violation;
  /// Of a system without violations: no run has more steps than this.
  std::optional<unsigned> longest_run;
};

/// Ends with a violation, or when no run is longer; nothing of both after `limit` steps. Throws Stopped.
BmcResult bounded_model_checking(const ir::System& system, z3::context& context, Blackboard& blackboard,
                                 unsigned limit);

}  // namespace mc::prove
