// SPDX-License-Identifier: Apache-2.0
// Portfolio: several methods of proof side by side; the first answer counts.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "ir/system.h"
#include "ir/verdict.h"
#include "prove/invariant.h"

namespace mc::prove {

enum class Method {
  bmc,          ///< finds shortest violations; proves only that no run is longer than some number of steps
  k_induction,  ///< proves; runs with bmc
  ic3,          ///< proves; what violation it finds is left for bmc to find by a shortest run
  learn,        ///< proves, or finds a shortest violation, if all states can be seen
};

struct Progress {
  std::optional<unsigned> excluded;  ///< no run of up to this many steps is a violation
  unsigned induction = 0;            ///< the k that k-induction tries
  unsigned frames = 0, clauses = 0;  ///< of IC3
  unsigned states = 0, learnt = 0;   ///< all states seen, and the clauses learnt from them
  double seconds = 0;
};

struct Options {
  std::vector<Method> methods{Method::bmc, Method::k_induction, Method::ic3, Method::learn};
  bool invariant = false;                         ///< nothing but an invariant counts as a proof
  double seconds = 0;                             ///< 0: no limit
  unsigned steps = 1000000;                       ///< no longer runs, and no larger k, are looked at
  bool simple_path = false;                       ///< k-induction looks at runs without a repeated state only
  std::function<void(const Progress&)> progress;  ///< called about ten times a second; may be empty
  explore::GeneratorFactory make_generator;       ///< of the system, for learn; if empty, it is interpreted
  std::uint64_t memory_bytes = 0;                 ///< of the states that learn looks at; 0: no limit
  const std::atomic<bool>* stop = nullptr;        ///< set to true by a signal handler
};

struct Result {
  ir::Verdict verdict = ir::Verdict::incomplete;
  std::string method;  ///< that gave the answer, for a reader
  std::string reason;  ///< why there is none; with a violation: why a shorter one may exist, else empty
  Progress established;
  std::optional<ir::Violation> violation;
  std::optional<std::vector<bool>> covered;  ///< if all states were seen: covers reached, by PropertyId
  std::optional<Invariant> invariant;        ///< inductive and safe by a second look of Z3's
};

/// Throws Unsupported for a system that no formula is made for, std::logic_error if methods disagree.
Result prove(const ir::System& system, const Options& options);

}  // namespace mc::prove
