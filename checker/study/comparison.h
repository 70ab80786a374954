// SPDX-License-Identifier: Apache-2.0
// Comparison: two variants of one model side by side: what becomes of every property, and of the runs that
// break one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "ir/system.h"
#include "ir/verdict.h"
#include "study/answer.h"
#include "study/question.h"
#include "trace/lockstep.h"
#include "trace/trace.h"

namespace mc::study {

/// What was found about one property of one variant.
struct Finding {
  ir::Verdict verdict = ir::Verdict::incomplete;
  std::string reason;     ///< why it is incomplete
  std::size_t steps = 0;  ///< of a shortest run, if it is violated
  bool evaluated = true;  ///< false: a check that no step ever came to
};

struct PropertyPair {
  std::string name;
  ir::Property::Kind kind = ir::Property::Kind::check;
  std::optional<Finding> before, after;  ///< nothing: the variant has no such property

  enum class Change {
    fixed,
    still_broken,
    newly_broken,
    holds,        ///< in both
    unreachable,  ///< a check that no step comes to, in either
    undecided,    ///< a search was incomplete
    added,        ///< only the second has it; it holds
    removed,      ///< only the first has it
  };
  Change change() const;
};

/// Whether a goal was reached. Nothing: the search was incomplete, or the variant has no such goal.
struct CoverPair {
  std::string name;
  std::optional<bool> before, after;
};

/// A run that breaks `property` in one variant, stepped through the other.
struct SteppedRun {
  std::string property;
  bool of_second = false;  ///< a run of the second variant through the first; else the other way round
  trace::Trace trace;
  trace::Companion companion;
};

struct Comparison {
  Answer before,
      after;  ///< the last search of each, for names and bounds; their counts are those of all searches
  std::vector<PropertyPair> properties;
  std::vector<CoverPair> covers;
  std::vector<SteppedRun> runs;
};

/// Judges the properties of both by surveys (study/survey.h); each question says what it judges. A run that
/// breaks a property of the first is stepped through the second, and one that newly breaks in the second
/// through the first. Throws UsageError as subject_of() and load() do.
Comparison compare(const Question& before, const Question& after, const explore::Options& search);

}  // namespace mc::study
