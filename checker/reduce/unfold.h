// SPDX-License-Identifier: Apache-2.0
// Counterexample unfolding: a run over states that stand for others, as a run of the system itself.
#pragma once

#include "ir/verdict.h"
#include "reduce/canonical.h"

namespace mc::reduce {

/// Each move of `violation` leads from a canonical state to the next one's class. Of the runs of `system`
/// that go through the same classes one with the fewest context switches, to a violation of the same
/// property. Throws std::logic_error if there is none: then what was taken for a symmetry is none.
ir::Violation unfolded(const ir::System& system, const Canonical& canonical, const ir::Violation& violation);

}  // namespace mc::reduce
