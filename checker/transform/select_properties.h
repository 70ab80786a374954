// SPDX-License-Identifier: Apache-2.0
// Property selection: looking at some properties only.
#pragma once

#include <set>

#include "ir/system.h"

namespace mc::transform {

/// Removes the checks, invariants and leads-to properties that are not in `wanted`: a check becomes a jump to
/// the next instruction. What is built in, deadlock among it, and covers stay. Ids and instructions keep
/// their numbers.
///
/// Sound for the wanted properties: checks change no state, and without one a run goes on where it would have
/// ended with its violation, so that more is explored, never less.
void select_properties(ir::System& system, const std::set<ir::PropertyId>& wanted);

}  // namespace mc::transform
