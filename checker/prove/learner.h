// SPDX-License-Identifier: Apache-2.0
// Invariant learning from counterexamples to induction: Z3 asks for a clause wherever a state that is not
// excluded yet would spoil the proof, and a teacher answers.
#pragma once

#include <exception>
#include <functional>
#include <vector>

#include "ir/state.h"
#include "prove/cube.h"
#include "prove/engine.h"
#include "prove/invariant.h"
#include "prove/transition.h"

namespace mc::prove {

/// States from which a step leads out of the clauses so far, or to which something bad happens, all with the
/// same inputs; and one of them.
struct Counterexample {
  Cube cube;
  std::function<ir::State()> state;
};

/// The term is that of learning theory: the learner (learn_from) asks, and the teacher knows the answers.
class Teacher {
 public:
  virtual ~Teacher() = default;
  /// Clauses of the invariant to begin with.
  virtual Invariant first() { return {}; }
  /// Clauses of the invariant, one of which excludes the state; none if it knows of no such.
  virtual std::vector<Clause> excluding(const Counterexample& found) = 0;
};

/// Thrown if a teacher has no answer.
struct NotExcluded : std::exception {
  const char* what() const noexcept override { return "a counterexample to induction is not excluded"; }
};

/// Clauses of the teacher's that are inductive and safe, as far as the steps that are looked at go, and hold
/// in the initial state if the teacher's do. Throws Stopped; NotExcluded if the teacher has no answer.
Invariant learn_from(const Transition& transition, const StepFilter& looked_at, Teacher& teacher,
                     Blackboard& blackboard);

}  // namespace mc::prove
