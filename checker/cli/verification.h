// SPDX-License-Identifier: Apache-2.0
// The main job, end to end: C to transition system, its transforms, compiled code, the search, Z3's judgement
// and the replayed trace.
#pragma once

#include <string>
#include <vector>

#include "cli/options.h"
#include "explore/search.h"
#include "ir/system.h"
#include "report/html.h"
#include "report/run.h"
#include "transform/reductions.h"

namespace mc::cli {

/// The C program of `subject` as a transition system. Throws UsageError with the frontend's complaints.
ir::System load(const Subject& subject);

/// The same with the properties of these names only, or all if there are none; what the language checks by
/// itself (built-ins, deadlock) always. Throws UsageError for a name that no property has.
ir::System load(const Subject& subject, const std::vector<std::string>& properties);

/// Which orders of steps a search tries: all, or those that make a difference (reduce/stubborn_search.h).
enum class Orders { all, stubborn };

/// One subject, ready to be searched.
class Verification {
 public:
  /// Judges the properties that load() would take.
  Verification(Subject subject, const std::vector<std::string>& properties,
               const transform::Reductions& reductions = {});

  /// What is going to be judged; its result is empty.
  report::Run announcement() const;

  /// What traces are told in: the judged properties, with the steps that users see.
  const ir::System& merged() const { return system_; }

  /// What is searched: the same steps with smaller states.
  ir::System optimised() const;

  /// Searches, has Z3 judge what was seen and the interpreter replay what was found; with `explained`, tells
  /// why as well. Throws InternalError or trace::ReplayError if they do not agree.
  report::Run run(const explore::Options& options, bool explained = false, Orders orders = Orders::all) const;

  /// Of a run that HOLDS: a shortest run to each cover that was reached, and the statements that are
  /// executed, each by a search of its own. Of any other run: nothing. Throws as run() does.
  report::Appendix appendix(const report::Run& run, const explore::Options& options) const;

 private:
  report::Run named(report::Run run) const;

  Subject subject_;
  transform::Reductions reductions_;
  ir::System system_;  ///< see merged()
};

}  // namespace mc::cli
