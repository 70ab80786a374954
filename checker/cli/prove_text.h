// SPDX-License-Identifier: Apache-2.0
// What mc prove reports: text and JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "prove/prove.h"
#include "report/run.h"
#include "report/style.h"

namespace mc::cli {

/// "12.3 s  no violation within 14 steps  k = 9  IC3: 4 frames, 120 clauses".
std::string progress_text(const prove::Progress& now);

/// The verdict in one line, then what qualifies it. `run` has the trace of a violation.
std::string proof_text(const report::Run& run, const prove::Result& result, const report::Style& style);

/// As report::json; instead of what an exhaustive run counts: method, established {no_violation_within,
/// induction, frames, states}, clauses of the invariant.
nlohmann::ordered_json proof_json(const report::Run& run, const prove::Result& result);

}  // namespace mc::cli
