// SPDX-License-Identifier: Apache-2.0
// Property-directed reachability (Bradley 2011; Eén, Mishchenko, Brayton 2011): an inductive invariant built
// of clauses, each of which keeps a state away that could reach a violation.
#pragma once

#include <variant>

#include "ir/system.h"
#include "prove/engine.h"
#include "prove/invariant.h"

namespace mc::prove {

/// An inductive invariant that excludes every violation, or a violation, not always by a shortest run.
/// Throws Stopped.
std::variant<Invariant, States> ic3(const ir::System& system, z3::context& context, Blackboard& blackboard);

}  // namespace mc::prove
