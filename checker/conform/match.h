// SPDX-License-Identifier: Apache-2.0
// Conformance (trace inclusion): does the model explain a recorded run? The calls are put to it one after
// another, and every execution that agrees with the recording so far is kept.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

#include "conform/machine.h"
#include "conform/plan.h"
#include "conform/recording.h"

namespace mc::conform {

/// What an execution of the model does otherwise than was recorded, in one call: only what differs.
using Alternative = std::vector<Difference>;

struct Verdict {
  enum class Kind {
    agrees,        ///< some execution matches everything, and none matches all but the warnings
    disagrees,     ///<
    not_modelled,  ///< the recording uses what the model has no words for
    interrupted,
  };
  Kind kind = Kind::interrupted;
  std::string reason;     ///< of not_modelled: what is missing; of disagrees: in which way
  std::size_t event = 0;  ///< of disagrees: the first that cannot be matched, from 0; events.size(): the end
  std::vector<Alternative> alternatives;  ///< of disagrees: what the model could do there, nearest first
  std::size_t calls = 0;                  ///< events that were matched
  std::uint64_t states = 0;               ///< that were looked at
};

/// Throws InputError if the model does not keep to the protocol.
Verdict match(Machine& machine, const Run& run, const Plan& plan, const std::atomic<bool>* stop = nullptr);

}  // namespace mc::conform
