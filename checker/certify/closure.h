// SPDX-License-Identifier: Apache-2.0
// Inductive closure: is a set of states what a proof of safety has to be? It holds the initial state, every
// step of the reference interpreter from a state of the set leads into the set, and no state of the set is
// bad. Then every reachable state is in the set (by induction over runs), and no property breaks. A larger
// set is as good a proof.
//
// Trusted: this folder, checker/ir, and whoever made the system from C. How the set was found does not
// matter.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>

#include "certify/state_set.h"
#include "ir/interpreter.h"
#include "ir/system.h"

namespace mc::certify {

/// Why a set proves nothing.
struct Flaw {
  enum class Kind : std::uint8_t {
    malformed,  ///< `number` is no state of the system: a value outside its type
    initial,    ///< the initial state is missing
    leads_out,  ///< `outcome` leads to a state that is missing
    check,      ///< `outcome` fails a check
    invariant,  ///< `observation` does not hold in the state
    deadlock,   ///< nobody can move, and some task that is no daemon is unfinished
    stuck,      ///< a step cannot be executed: no reachable state is like that
  };
  Kind kind = Kind::malformed;
  std::uint64_t number = 0;  ///< of the state in the set
  ir::State state;
  ir::Outcome outcome;
  ir::ObservationId observation = ir::ObservationId::none;
};

struct Options {
  unsigned threads = 1;
  double seconds = 0;  ///< limit; 0: none
  /// Called about ten times a second with the number of states looked at; may be empty.
  std::function<void(std::uint64_t)> progress;
  const std::atomic<bool>* stop = nullptr;
};

struct Result {
  std::uint64_t states = 0;  ///< looked at
  std::uint64_t steps = 0;   ///< successors found in the set, repeats included
  std::optional<Flaw> flaw;  ///< of the first state that has one, whatever the number of threads
  bool finished = false;     ///< all states were looked at, or a flaw was found
  bool confirmed() const { return finished && !flaw; }
};

/// Whether `set`, in the Encoding of `system`, is closed and safe. A set of another width is a flaw.
Result check(const ir::System& system, const StateSet& set, const Options& options = {});

}  // namespace mc::certify
