// SPDX-License-Identifier: Apache-2.0
// mc prove --any NAME: a proof for any number of processes, or whatever a parameter counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/prove_subject.h"
#include "parameterized/proof.h"
#include "report/run.h"

namespace mc::cli {

struct AnyRequest {
  ProofSubject claim;
  double seconds = 0;        ///< 0: no limit
  bool certificate = false;  ///< make one of a proof
  bool quiet = false;
};

/// A number that was explored.
struct ExploredNumber {
  ir::Value number = 0;
  explore::Verdict verdict = explore::Verdict::incomplete;
  std::uint64_t states = 0;
  std::vector<std::string> covers;  ///< reached with it, and with no number before
};

struct AnyResult {
  /// What is asked of all numbers, and the verdict; a cover is reached if any number reached it that was
  /// explored. Of a violation the run of the smallest number that has one.
  report::Run run;
  std::string parameter;
  std::vector<ExploredNumber> explored;       ///< ascending
  std::optional<parameterized::Proof> proof;  ///< the last attempt, if there was any; of HOLDS it is safe
  ir::Value size = 0;                         ///< M of it (parameterized/views.h)
  std::string detail;       ///< INCOMPLETE: what of the model is in the way, for a reader; often empty
  std::string certificate;  ///< of HOLDS, if it was asked for; else empty
  double seconds = 0;
};

/// Explores small numbers one after the other, then closes views of them (parameterized/views.h), with more
/// and more at a time, until what is left is a proof for all larger numbers; Z3 checks its invariant. Prints
/// what it finds. Throws UsageError if the model has no such parameter.
AnyResult prove_any(const AnyRequest& request);

}  // namespace mc::cli
