// SPDX-License-Identifier: Apache-2.0
// What a verdict depends on: the model with a part taken away, explored once more.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "study/answer.h"
#include "study/mutation.h"
#include "study/subject.h"

namespace mc::study {

/// What became of one change.
struct Consequence {
  Mutation mutation;
  Answer run;
  double seconds = 0;  ///< reading, compiling, searching and judging
  std::optional<Necessity::Expected> expected;
  bool as_expected() const { return !expected || expected->verdict == study::verdict(run); }
};

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

/// Violated if there is a difference to what is expected; else incomplete if a run is.
ir::Verdict verdict(const std::vector<Consequence>& consequences);

}  // namespace mc::study
