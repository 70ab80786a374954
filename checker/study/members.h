// SPDX-License-Identifier: Apache-2.0
// The members of a family that a model and one of its parameters name: what a proof for any number and its
// certificate are about.
#pragma once

#include <string>
#include <vector>

#include "frontend/frontend.h"
#include "study/answer.h"
#include "study/question.h"
#include "study/verification.h"

namespace mc::study {

class Members {
 public:
  /// `question.any` is the parameter's name, in any case. Throws UsageError if the model has no such
  /// parameter.
  explicit Members(const Question& question);

  /// The parameter's name and bounds. Its value is of no matter.
  const ir::ModelParameter& parameter() const { return parameter_; }
  /// Whether all below the parameter are treated alike.
  frontend::LoadedFamily family() const;

  Verification member(ir::Value number) const;
  /// That member as proofs for any number look at it: deadlock is not judged (parameterized/proof.h).
  ir::System system(ir::Value number) const;
  /// What is asked of all of them: the model, and every bound but the parameter.
  Answer announcement() const;

  /// The numbers below `size` that the parameter can have.
  std::vector<ir::Value> below(ir::Value size) const;
  /// "CACHES=2".
  std::string name(ir::Value number) const;

 private:
  Subject subject(ir::Value number) const;

  Subject subject_;
  std::vector<std::string> properties_;
  transform::Reductions reductions_;
  ir::ModelParameter parameter_;
};

}  // namespace mc::study
