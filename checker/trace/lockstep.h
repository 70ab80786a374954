// SPDX-License-Identifier: Apache-2.0
// A run of one system stepped through another: where they part. The systems are two variants of one model, so
// that tasks, statements and shared variables go by the same names.
#pragma once

#include <cstddef>
#include <vector>

#include "trace/refine.h"
#include "trace/trace.h"

namespace mc::trace {

/// A place where the other system does not do what the run does.
struct Parting {
  enum class Kind {
    detour,     ///< the other executes `others` first, and is then where the run is
    statement,  ///< other statements follow, and do not lead back
    waits,      ///< the other cannot take this step: it waits, or has no such task
    choice,     ///< a choice that the run makes does not exist
    effect,     ///< the same statements leave shared variables with other values
    check,      ///< a check fails in one of the two only
  };
  Kind kind = Kind::statement;
  std::size_t step = 0;      ///< of the run, counts from 0
  Step here;                 ///< what the run does
  std::vector<Step> others;  ///< what the other does instead, or first; empty if it waits or has finished
};

struct Companion {
  std::vector<Parting> partings;  ///< only the last may be something else than a detour
  bool arrives = false;  ///< the other makes the whole run; where its last step fails, so does the other
};

/// Steps `run`, moves of `here`, through `there`: the same task and copy with the same choices, statement by
/// statement. Shared variables that only one of the two has do not count. Both are statement-grained.
Companion accompany(const ir::System& here, const std::vector<Part>& run, const ir::System& there);

}  // namespace mc::trace
