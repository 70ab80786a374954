// SPDX-License-Identifier: Apache-2.0
// k-induction (Sheeran, Singh, Stålmarck 2000): if no k steps without a violation, from whatever state, lead
// to one, and no run of up to k steps does, none does.
#pragma once

#include "ir/system.h"
#include "prove/engine.h"

namespace mc::prove {

/// The k that suffices; nothing if none up to `limit` does. The base case is bounded_model_checking's, which
/// has to run side by side on the same blackboard. With `simple_path`, only runs without a repeated state are
/// looked at: a shortest run to a violation is one, so that the method is complete. Throws Stopped.
std::optional<unsigned> k_induction(const ir::System& system, z3::context& context, Blackboard& blackboard,
                                    unsigned limit, bool simple_path);

}  // namespace mc::prove
