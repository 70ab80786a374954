// SPDX-License-Identifier: Apache-2.0
// Answer: what was asked of a model and what was found. Every report is made of it, in whatever format.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "explore/search.h"
#include "ir/system.h"
#include "trace/trace.h"

namespace mc::study {

/// A goal that must be reached for a pass to mean something.
struct Cover {
  std::string name;
  bool reached = false;
};

struct Answer {
  std::string model;
  std::string variant;  ///< empty for a user's own file
  std::string commit;   ///< of the kernel change the variant stands for, or empty
  std::vector<ir::ModelParameter> parameters;
  std::vector<ir::Property> properties;  ///< those judged: invariants, checks, built-ins, deadlock
  std::size_t unasked = 0;               ///< properties of the model that were not selected
  std::vector<ir::Property> unjudged;    ///< leads-to properties, looked at only when nothing else breaks
  std::vector<Cover> covers;
  std::vector<std::string> symmetric;   ///< indices that states were not told apart by
  std::vector<std::string> asymmetric;  ///< "PROCESSES: what tells them apart", declared to be symmetric
  bool all_orders = true;               ///< else orders of steps that make no difference were left out
  explore::Result result;
  std::size_t asked = 0;      ///< valuations that were put to Z3
  std::size_t undecided = 0;  ///< valuations that Z3 gave no answer for
  std::optional<trace::Trace> trace;
};

/// An answer with what `system` and `result` say filled in.
Answer gather(const ir::System& system, explore::Result result);

/// The verdict that may be told: a search that found nothing is incomplete while Z3 has not confirmed it.
ir::Verdict verdict(const Answer& run);

/// Why verdict() is incomplete.
std::string incomplete_reason(const Answer& run);

/// Names of the covers that no state or step reached.
std::vector<std::string> unreached(const Answer& run);

}  // namespace mc::study
