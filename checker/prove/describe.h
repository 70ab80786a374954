// SPDX-License-Identifier: Apache-2.0
// Invariant report: an invariant for a reader: implications in the model's own names.
#pragma once

#include <string>

#include "ir/system.h"
#include "prove/invariant.h"

namespace mc::prove {

/// One line a clause, grouped by what is concluded about: an object of the model, or a task. A clause is
/// written as an implication whose premises say where tasks are first. Places in the code are numbered "@n",
/// and listed behind the clauses. Ends in a newline.
std::string describe(const ir::System& system, const Invariant& invariant);

}  // namespace mc::prove
