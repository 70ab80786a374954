// SPDX-License-Identifier: Apache-2.0
// What a comparison says in words, in the terminal and on the page.
#pragma once

#include <optional>
#include <string>

#include "report/comparison.h"

namespace mc::report {

/// The variant, or the model if it has none.
std::string name_of(const study::Answer& run);

/// "patched (9b25f381de6b)".
std::string with_commit(const study::Answer& run);

/// "PROCESSES=2 FOLIOS=1".
std::string bounds_text(const study::Answer& run);

/// "HOLDS", "VIOLATED in 78 steps", …
std::string finding_text(const std::optional<study::Finding>& finding);

/// "reached", "never reached", "not known".
std::string reached_text(const std::optional<bool>& reached);

/// Whether the two agree about a goal: "unreachable in both", "differs", or nothing to say.
std::string agreement_text(const study::CoverPair& pair);

/// The steps of the run that it is about, and who takes them: "no_dirty_warn: a shortest run of unpatched
/// that breaks it, 78 steps, as patched takes it".
std::string run_title(const study::Comparison& comparison, const study::SteppedRun& run);

/// What becomes of the run in the other variant, which is called `other`.
std::string outcome_text(const study::SteppedRun& run, const std::string& other);

/// "1 fixed, 2 still broken".
std::string summary(const study::Comparison& comparison);

/// "patched: 38,011 states, 0.31 s".
std::string searched_text(const study::Answer& run);

}  // namespace mc::report
