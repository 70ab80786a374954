// SPDX-License-Identifier: Apache-2.0
// Liveness checking (leads-to): does what has begun always come to its end, if no task is kept from running
// for ever?
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "ir/interpreter.h"
#include "ir/system.h"
#include "ir/verdict.h"

namespace mc::explore {

struct LivenessResult {
  ir::Verdict verdict = ir::Verdict::incomplete;
  std::string reason;  ///< why it is incomplete
  Progress counts;
  std::optional<ir::Lasso> lasso;  ///< of the first response that is violated
};

/// Judges every response of the system under weak fairness: a copy that is able to move from some moment on
/// for ever moves again and again. Looks for a strongly connected component without `to`, reachable after
/// `from` without `to`, in which every copy moves or is somewhere unable to (Lichtenstein and Pnueli 1985).
/// Checks and invariants play no part: a run ends where a check fails. One thread; the whole state graph has
/// to fit into the memory limit.
LivenessResult check_responses(const ir::System& system, const GeneratorFactory& make_generator,
                               const Options& options);

}  // namespace mc::explore
