// SPDX-License-Identifier: Apache-2.0
// Point of no return: the step of a run to a violation after which the violation can no longer be avoided.
#pragma once

#include <cstdint>

#include "explore/options.h"
#include "ir/system.h"
#include "ir/verdict.h"

namespace mc::explore {

struct NoReturn {
  /// After so many steps of the run, all that can follow violates some property sooner or later. 0: from the
  /// initial state on.
  std::size_t after = 0;
  bool exact = true;         ///< else it may be before that: the limit was reached
  std::uint64_t states = 0;  ///< looked at
};

/// Of the run of `violation`, in the system that `make_generator` is of. A violation is avoided by a run that
/// ends without one, or goes on for ever without one and is fair: a copy that is able to move from some
/// moment on for ever moves again and again. Runs that an assumption rules out do not count.
///
/// Looks backwards from the end: what can be reached from the state before a step, without what is known to
/// be lost already, holds an end or a fair component (as in liveness.h), or is lost as well. Looks at
/// `most_states` at most.
NoReturn point_of_no_return(const ir::System& system, const GeneratorFactory& make_generator,
                            const ir::Violation& violation, std::uint64_t most_states);

}  // namespace mc::explore
