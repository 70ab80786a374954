// SPDX-License-Identifier: Apache-2.0
// What a model.toml expects, compared with what a run finds.
#pragma once

#include <optional>
#include <string>

#include "cli/exit.h"
#include "cli/registry.h"
#include "explore/search.h"
#include "report/run.h"
#include "transform/reductions.h"

namespace mc::cli {

struct Finding {
  std::string found;       ///< "VIOLATED no_dirty_warn in 15 steps", "HOLDS, never reached: a, b", "refused"
  std::string difference;  ///< one line; empty if the expectation is met
  std::optional<report::Run> run;  ///< nothing if there was none
  double seconds = 0;              ///< reading, compiling, searching and judging
  Exit exit = Exit::holds;
};

/// Judges the expectation's properties and no others, within its bounds. An error of the model or of the
/// checker is a difference, so that the other expectations are still looked at.
Finding examine(const Selection& selection, const Expectation& expectation, const explore::Options& options,
                const transform::Reductions& reductions);

/// "processes=2 truncators=1", or "default bounds".
std::string bounds_text(const Expectation& expectation);

/// The comparison itself.
Finding compare(const Expectation& expectation, report::Run run);

}  // namespace mc::cli
