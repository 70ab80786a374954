// SPDX-License-Identifier: Apache-2.0
// What mc prove reports: text and JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "prove/prove.h"
#include "report/style.h"
#include "study/answer.h"

namespace mc::report {

/// "12.3 s  no violation within 14 steps  k = 9  IC3: 4 frames, 120 clauses".
std::string progress_text(const prove::Progress& now);

/// The verdict in one line, then what qualifies it. `run` has the trace of a violation.
std::string proof_text(const study::Answer& run, const prove::Result& result, const Style& style);

/// As json; instead of what an exhaustive run counts: method, established {no_violation_within,
/// induction, frames, states}, clauses of the invariant.
nlohmann::ordered_json proof_json(const study::Answer& run, const prove::Result& result);

}  // namespace mc::report
