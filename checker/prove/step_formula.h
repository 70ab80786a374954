// SPDX-License-Identifier: Apache-2.0
// Step formulas: one step of one copy of a task as a formula: the piece of the control-flow graph from a step
// start to the next ones, executed symbolically. Where branches meet, values are merged, so that the formula
// is as large as the code, however many paths lead through it (Clarke, Kroening, Lerda 2004; Flanagan, Saxe
// 2001).
#pragma once

#include <z3++.h>

#include <cstdint>
#include <functional>
#include <map>
#include <utility>
#include <vector>

#include "prove/variables.h"

namespace mc::prove {

/// Fresh variables for what choices choose. All steps share them, for one step is taken at a time.
class Inputs {
 public:
  explicit Inputs(z3::context& context) : variables_(context) {}

  /// The one of a step's `number`-th choice, of `bits` > 0 bits.
  z3::expr choice(unsigned number, unsigned bits);
  /// Any other one.
  void add(const z3::expr& variable) { variables_.push_back(variable); }

  const z3::expr_vector& all() const { return variables_; }

 private:
  std::map<std::pair<unsigned, unsigned>, unsigned> known_;
  z3::expr_vector variables_;
};

/// What a step does in a state in which the program counter is at its start; over Variables::current() and
/// inputs.
struct StepFormula {
  std::uint32_t task = 0, copy = 0, start = 0;
  z3::expr happens;   ///< it is neither blocked nor pruned, and no check fails: there is a successor
  z3::expr possible;  ///< whatever the inputs are: some run of it is not blocked
  /// What the fields that it may write hold after it, by position. Of fields with more than 0 bits.
  std::map<std::size_t, z3::expr> next;
  struct Failure {
    ir::ObservationId observation = ir::ObservationId::none;
    z3::expr happens;
  };
  std::vector<Failure> failures;  ///< checks in it that can fail, and when they do
};

/// Steps that are looked at: all, or of steps that are images of one another, one.
using StepFilter = std::function<bool(const StepFormula&)>;
inline bool every_step(const StepFormula&) {
  return true;
}

/// Throws Unsupported for a step that waits for a choice of too many values.
StepFormula step_formula(const Variables& variables, Inputs& inputs, std::uint32_t task, std::uint32_t copy,
                         std::uint32_t start);

/// A system that no formula is made for; the message says what is in the way.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace mc::prove
