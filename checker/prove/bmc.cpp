// SPDX-License-Identifier: Apache-2.0
#include "prove/bmc.h"

#include "prove/transition.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

class Unrolling {
 public:
  Unrolling(const ir::System& system, z3::context& context, const Blackboard& blackboard)
      : transition_(context, system), solver_(finite_solver(context)), blackboard_(blackboard) {
    solver_.add(transition_.initial());
  }

  /// Whether `bad` can hold of the n-th state, or of the step from it; the run if so.
  std::optional<States> reaches(const expr& bad, unsigned n) {
    expr_vector assumptions(solver_.ctx());
    const expr wanted = solver_.ctx().bool_const(("wanted " + std::to_string(asked_++)).c_str());
    solver_.add(z3::implies(wanted, transition_.at(bad, n)));
    assumptions.push_back(wanted);
    if (satisfiable(solver_, assumptions, blackboard_)) return run(n);
    solver_.add(!wanted);
    return std::nullopt;
  }

  /// Adds the step from the n-th state. False if there is none.
  bool extend(unsigned n) {
    solver_.add(transition_.at(transition_.update() && transition_.enabled(), n));
    return satisfiable(solver_, expr_vector(solver_.ctx()), blackboard_);
  }

  const Transition& transition() const { return transition_; }

 private:
  States run(unsigned n) const {
    const z3::model model = solver_.get_model();
    States states;
    for (unsigned i = 0; i <= n; ++i)
      states.push_back(transition_.variables().decode(model, transition_.state(i)));
    return states;
  }

  Transition transition_;
  z3::solver solver_;
  const Blackboard& blackboard_;
  unsigned asked_ = 0;
};

}  // namespace

BmcResult bounded_model_checking(const ir::System& system, z3::context& context, Blackboard& blackboard,
                                 unsigned limit) {
  Unrolling unrolling(system, context, blackboard);
  const Transition& transition = unrolling.transition();
  for (unsigned n = 0;; ++n) {
    if (auto run = unrolling.reaches(transition.bad_state(), n)) return {std::move(run), std::nullopt};
    blackboard.no_violation_within(n);
    if (n >= limit) return {};
    if (auto run = unrolling.reaches(transition.bad_step(), n)) return {std::move(run), std::nullopt};
    if (!unrolling.extend(n)) return {std::nullopt, n};
  }
}

}  // namespace mc::prove
