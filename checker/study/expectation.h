// SPDX-License-Identifier: Apache-2.0
// What a model.toml expects, compared with what a run finds.
#pragma once

#include <optional>
#include <string>

#include "explore/options.h"
#include "study/answer.h"
#include "study/registry.h"
#include "transform/reductions.h"

namespace mc::study {

/// How an examination ends.
enum class Outcome { as_expected, different, incomplete, failed };

struct Examination {
  std::string found;       ///< "VIOLATED no_dirty_warn in 15 steps", "HOLDS, never reached: a, b", "refused"
  std::string difference;  ///< one line; empty if the expectation is met
  std::optional<Answer> run;  ///< nothing if there was none
  double seconds = 0;         ///< reading, compiling, searching and judging
  Outcome outcome = Outcome::as_expected;
};

/// Judges the expectation's properties and no others, within its bounds. An error of the model or of the
/// checker is a difference, so that the other expectations are still looked at.
Examination examine(const Selection& selection, const Expectation& expectation,
                    const explore::Options& options, const transform::Reductions& reductions);

/// "processes=2 truncators=1", or "default bounds".
std::string bounds_text(const Expectation& expectation);

/// The comparison itself.
Examination compare(const Expectation& expectation, Answer run);

}  // namespace mc::study
