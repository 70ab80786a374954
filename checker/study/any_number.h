// SPDX-License-Identifier: Apache-2.0
// Parameterised verification: a proof for any number of processes, or whatever a parameter counts.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "ir/family.h"
#include "parameterized/proof.h"
#include "study/answer.h"
#include "study/question.h"

namespace mc::study {

/// A number that was explored.
struct ExploredNumber {
  ir::Value number = 0;
  ir::Verdict verdict = ir::Verdict::incomplete;
  std::uint64_t states = 0;
  std::vector<std::string> covers;  ///< reached with it, and with no number before
};

/// The system that a proof is about, for a certificate.
struct ProvedFamily {
  ir::System system;
  ir::Family family;
};

struct AnyResult {
  /// What is asked of all numbers, and the verdict; a cover is reached if any number reached it that was
  /// explored. Of a violation the run of the smallest number that has one.
  Answer run;
  std::string parameter;
  std::vector<ExploredNumber> explored;       ///< ascending
  std::optional<parameterized::Proof> proof;  ///< the last attempt, if there was any; of HOLDS it is safe
  std::optional<ProvedFamily> proved;         ///< of HOLDS
  ir::Value size = 0;                         ///< M of it (parameterized/views.h)
  std::string detail;  ///< INCOMPLETE: what of the model is in the way, for a reader; often empty
  double seconds = 0;
};

/// Who watches. Each may be empty.
struct AnyWatcher {
  std::function<void(const Answer&)> announced;                           ///< what is asked of all numbers
  std::function<void(const AnyResult&, const ExploredNumber&)> explored;  ///< a number that holds
  std::function<void(const std::string&)> progress;
};

/// Explores small numbers one after the other, then closes views of them (parameterized/views.h), with more
/// and more at a time, until what is left is a proof for all larger numbers of `question.any`; Z3 checks its
/// invariant. The time limit of `search` is for all of it. Throws UsageError if the model has no such
/// parameter.
AnyResult prove_any(const Question& question, const explore::Options& search, const AnyWatcher& watcher);

/// Of HOLDS: the proof as SMT-LIB 2; `about` says what the questions mean, as lines.
std::string certificate(const Question& question, const AnyResult& result, const std::string& about);

}  // namespace mc::study
