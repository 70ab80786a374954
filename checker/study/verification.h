// SPDX-License-Identifier: Apache-2.0
// The main job, end to end: C to transition system, its transforms, compiled code, the search, Z3's judgement
// and the replayed trace.
#pragma once

#include <string>
#include <vector>

#include "explore/search.h"
#include "ir/system.h"
#include "study/answer.h"
#include "study/appendix.h"
#include "study/question.h"
#include "transform/reductions.h"

namespace mc::study {

/// Which orders of steps a search tries: all, or those that make a difference (reduce/stubborn_search.h).
enum class Orders { all, stubborn };

/// One subject, ready to be searched.
class Verification {
 public:
  /// Judges the properties that load() would take.
  Verification(Subject subject, const std::vector<std::string>& properties,
               const transform::Reductions& reductions = {});

  explicit Verification(const Question& question);

  /// What is going to be judged; its result is empty.
  Answer announcement() const;

  /// What traces are told in: the judged properties, with the steps that users see.
  const ir::System& merged() const { return system_; }

  /// What is searched: the same steps with smaller states.
  ir::System optimised() const;

  /// Searches, has Z3 judge what was seen and the interpreter replay what was found; with `explained`, tells
  /// why as well. Throws InternalError or trace::ReplayError if they do not agree.
  Answer run(const explore::Options& options, bool explained = false, Orders orders = Orders::all) const;

  /// Of a run that HOLDS: a shortest run to each cover that was reached, and the statements that are
  /// executed, each by a search of its own. Of any other run: nothing. Throws as run() does.
  Appendix appendix(const Answer& run, const explore::Options& options) const;

 private:
  Verification(const Subject& subject, const Question& question);
  Answer named(Answer run) const;

  Subject subject_;
  transform::Reductions reductions_;
  ir::System system_;  ///< see merged()
};

}  // namespace mc::study
