// SPDX-License-Identifier: Apache-2.0
// What a verdict depends on: the model with a part taken away, explored once more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/mutation.h"
#include "cli/options.h"
#include "report/run.h"

namespace mc::cli {

/// What became of one change.
struct Consequence {
  Mutation mutation;
  report::Run run;
  double seconds = 0;  ///< reading, compiling, searching and judging
  std::optional<Necessity::Expected> expected;
  bool as_expected() const { return !expected || expected->verdict == report::verdict(run); }
};

/// "VIOLATED no_dirty_warn, 78 steps", "HOLDS", "INCOMPLETE: time limit".
std::string found_text(const report::Run& run);

/// Why, in a line: what model.toml says if it expects this; else the statement that broke the property, or
/// that the part is not needed within these bounds. Covers that are out of reach now are named.
std::string reason(const Consequence& consequence);

/// The changes of a model that change this subject's system; parts that are not compiled into it do not.
/// Throws UsageError for a change that cannot be made, or that is no model any more.
std::vector<Mutation> effective_mutations(const std::vector<Part>& parts, const Subject& subject);

/// Of all changes those of these names, in the order of the table. Throws UsageError for a name that none
/// has, or of one that changes nothing here, and as above.
std::vector<Mutation> named_mutations(const std::vector<Part>& parts, const Subject& subject,
                                      const std::vector<std::string>& names);

/// Explores the subject as `mutation` changes it.
Consequence explore_without(const Mutation& mutation, Subject subject,
                            const std::vector<std::string>& properties, const explore::Options& search);

/// The worst: a difference to what is expected, then a run that is incomplete.
Exit exit_of(const std::vector<Consequence>& consequences);

}  // namespace mc::cli
