// SPDX-License-Identifier: Apache-2.0
// Lifting of states to cubes: from one state to many that do the same.
#pragma once

#include <z3++.h>

#include <map>

#include "prove/cube.h"
#include "prove/engine.h"
#include "prove/transition.h"

namespace mc::prove {

/// Whether one state of a cube does what another does can be asked of a solver, for a step is a function of
/// the state and its inputs (Chockler, Ivrii, Matsliah, Moran, Nevo 2011).
class Lifting {
 public:
  /// `background` defines what else than the state before a step and its inputs formulas are about.
  Lifting(const Transition& transition, const z3::expr& background, const Blackboard& blackboard);

  /// `formula` is true in `model`. States, the model's among them, of all of which that is so with the
  /// model's inputs.
  Cube lifted(const z3::model& model, const z3::expr& formula);

 private:
  z3::expr literal(const Literal& literal);
  z3::expr fresh();

  const Transition& transition_;
  const Blackboard& blackboard_;
  z3::context& context_;
  z3::solver solver_;
  std::map<Literal, z3::expr> known_;
  unsigned number_ = 0;
};

}  // namespace mc::prove
