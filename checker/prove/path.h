// SPDX-License-Identifier: Apache-2.0
// Counterexample replay: from the states that Z3 found to the moves of a run, by the interpreter.
#pragma once

#include "ir/system.h"
#include "ir/verdict.h"
#include "prove/engine.h"

namespace mc::prove {

/// The run through `states` and what is violated in its end. Throws std::logic_error if the interpreter
/// has no such run: Z3 and the interpreter disagree about what a step does.
ir::Violation violation_of(const ir::System& system, const States& states);

}  // namespace mc::prove
