// SPDX-License-Identifier: Apache-2.0
// Transition relation: of a system, as formulas over the variables before a step, after it, and inputs: who
// moves, and what it chooses. With the inputs given, a step is a function.
#pragma once

#include <z3++.h>

#include <optional>
#include <span>
#include <vector>

#include "prove/cube.h"
#include "prove/step_formula.h"
#include "prove/variables.h"

namespace mc::prove {

class Transition {
 public:
  /// `context` and `system` must outlive it. Throws Unsupported.
  Transition(z3::context& context, const ir::System& system);

  const Variables& variables() const { return variables_; }
  const z3::expr_vector& inputs() const { return inputs_.all(); }

  const z3::expr& initial() const { return initial_; }
  /// Variables::next() is what Variables::current() becomes by a step.
  const z3::expr& update() const { return update_; }
  /// The step that the inputs name can be taken and has a successor.
  const z3::expr& enabled() const { return enabled_; }
  /// An invariant does not hold before the step, or nobody can take one who has to.
  const z3::expr& bad_state() const { return bad_state_; }
  /// A check fails in the step that the inputs name; then it is not enabled.
  const z3::expr& bad_step() const { return bad_step_; }
  const z3::expr& in_range() const { return in_range_; }

  /// The same step by step: all steps of all copies, whose union update() and bad_step() are.
  const std::vector<StepFormula>& steps() const { return steps_; }
  /// Whether the program counter of `step` is at its start.
  z3::expr starts(const StepFormula& step) const;
  /// The program counter of `step` at its start; nothing if it can hold only that.
  std::optional<Literal> start_of(const StepFormula& step) const;
  /// The fields before `step`: variables, but for its program counter.
  z3::expr_vector at_start(const StepFormula& step) const;
  /// What fields hold after `step`, over the variables before it and inputs.
  z3::expr_vector after(const StepFormula& step) const;

  /// The variables of the n-th state of a run, and the inputs of the step from it; `formula` about that
  /// state, that step and the one after it. State 0 has the names that the formulas have.
  z3::expr_vector state(unsigned n) const { return renamed(variables_.current(), n); }
  z3::expr_vector inputs(unsigned n) const { return renamed(inputs_.all(), n); }
  z3::expr at(const z3::expr& formula, unsigned n) const;

 private:
  struct Mover {
    std::uint32_t task = 0, copy = 0;
    std::span<const StepFormula> steps;
  };

  void make_steps();
  void make_update();
  void make_conditions();
  void make_bad_state();
  z3::expr moves(std::size_t mover) const;
  z3::expr renamed(const z3::expr& variable, unsigned n) const;
  z3::expr_vector renamed(const z3::expr_vector& variables, unsigned n) const;

  z3::context& context_;
  Variables variables_;
  Inputs inputs_;
  std::vector<StepFormula> steps_;
  std::vector<Mover> movers_;  ///< every copy and its part of steps_
  z3::expr mover_;             ///< which of movers_ takes the step
  z3::expr initial_, update_, enabled_, bad_state_, bad_step_, in_range_;
};

}  // namespace mc::prove
