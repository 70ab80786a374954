// SPDX-License-Identifier: Apache-2.0
// Why a run went as it did: what each step needed of those before it, and when there was no way back.
#pragma once

#include <cstdint>

#include "explore/options.h"
#include "ir/system.h"
#include "ir/verdict.h"
#include "trace/trace.h"

namespace mc::trace {

/// Fills in Step::needs and Trace::needs of the trace that replay(system, …) has made: for everything that a
/// step read, the last step before that wrote it (dynamic data dependences: Agrawal and Horgan, "Dynamic
/// program slicing", 1990). The step before it of the same task is not named for its own sake.
void explain_needs(const ir::System& system, Trace& trace);

/// States that explain_no_return() looks at, at most.
constexpr std::uint64_t most_explained_states = 2'000'000;

/// Fills in Trace::no_return; `searched` is the system that the run was found in, and that `make_generator`
/// is of.
void explain_no_return(const ir::System& searched, const explore::GeneratorFactory& make_generator,
                       const ir::Violation& violation, Trace& trace);

}  // namespace mc::trace
