// SPDX-License-Identifier: Apache-2.0
// Verdict: what a search, a proof or a study says of a system, and the runs that show a violation.
#pragma once

#include <string>
#include <vector>

#include "ir/interpreter.h"
#include "ir/system.h"

namespace mc::ir {

enum class Verdict { holds, violated, incomplete };

/// "HOLDS", "VIOLATED", "INCOMPLETE".
std::string to_string(Verdict verdict);

/// A run to a violation. `moves` lead from the initial state; for a check the last move is the step in which
/// it failed, for an invariant or a deadlock the state after the last move is the bad one.
struct Violation {
  PropertyId property = PropertyId::none;
  ObservationId observation = ObservationId::none;  ///< none for a deadlock
  std::vector<Move> moves;
};

/// A run that breaks a leads-to property: `prefix` from the initial state, then `cycle` for ever. `from`
/// holds somewhere on the prefix, and `to` neither then nor later.
struct Lasso {
  PropertyId property = PropertyId::none;
  std::vector<Move> prefix;
  std::vector<Move> cycle;  ///< empty: nobody can move after the prefix
};

}  // namespace mc::ir
