// SPDX-License-Identifier: Apache-2.0
// Frames: those of IC3, and the questions asked about them.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "prove/cube.h"
#include "prove/engine.h"
#include "prove/lifting.h"
#include "prove/transition.h"

namespace mc::prove {

/// F_0 is the initial state; F_i holds of every state that i steps can reach, and is a set of clauses. A
/// clause of F_i is one of every F_j, 0 < j <= i.
class Frames {
 public:
  Frames(const Transition& transition, const Blackboard& blackboard);

  /// A frame behind the last one; at first there is F_0 alone.
  void add_frame();
  unsigned last() const { return static_cast<unsigned>(cubes_.size()) - 1; }
  /// The cubes that F_level excludes and the next frame does not.
  const std::vector<Cube>& cubes(unsigned level) const { return cubes_[level]; }
  /// Excludes `cube` from all frames up to `level`, and forgets what that makes superfluous.
  void exclude(const Cube& cube, unsigned level);
  bool excludes(const Cube& cube, unsigned level) const;

  /// States of F_level, all bad or about to fail a check; or none.
  std::optional<Cube> bad(unsigned level);

  /// Of a step into a cube: where it comes from, or what part of the cube alone is out of reach.
  struct Answer {
    bool reached = false;
    Cube cube;  ///< predecessors, from every one of which the same step leads into the cube; or the part
  };
  /// Whether a step leads from F_level, outside `cube`, into `cube`.
  Answer step_into(const Cube& cube, unsigned level);

 private:
  z3::expr literal(const Literal& literal, bool next);
  z3::expr fresh();
  z3::expr_vector frame(unsigned level);
  /// Those literals of `cube` that the last unsatisfiable answer of `solver` rests on.
  Cube core(z3::solver& solver, const Cube& cube, bool next);

  const Transition& transition_;
  const Blackboard& blackboard_;
  z3::context& context_;
  z3::solver steps_;
  Lifting lifting_;
  std::vector<std::vector<Cube>> cubes_;
  std::vector<z3::expr> active_;  ///< by level: its clauses hold
  z3::expr stepping_, failing_;   ///< the step can be taken; it or the state is bad
  std::map<std::pair<Literal, bool>, z3::expr> known_;
  unsigned number_ = 0;
};

}  // namespace mc::prove
