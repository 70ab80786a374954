// SPDX-License-Identifier: Apache-2.0
#include "prove/k_induction.h"

#include "prove/transition.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

expr different(const expr_vector& a, const expr_vector& b) {
  expr_vector differences(a.ctx());
  for (unsigned i = 0; i < a.size(); ++i) differences.push_back(a[i] != b[i]);
  return z3::mk_or(differences);
}

/// A violation behind k steps without one: in the k-th state, or in the step from it.
bool step_fails(z3::solver& solver, const Transition& transition, const Blackboard& blackboard, unsigned k) {
  expr_vector assumptions(solver.ctx());
  const expr wanted = solver.ctx().bool_const(("wanted " + std::to_string(k)).c_str());
  solver.add(z3::implies(
      wanted, transition.at(transition.bad_state(), k) || transition.at(transition.bad_step(), k)));
  assumptions.push_back(wanted);
  const bool fails = satisfiable(solver, assumptions, blackboard);
  solver.add(!wanted);
  return fails;
}

}  // namespace

std::optional<unsigned> k_induction(const ir::System& system, z3::context& context, Blackboard& blackboard,
                                    unsigned limit, bool simple_path) {
  const Transition transition(context, system);
  z3::solver solver = finite_solver(context);
  for (unsigned k = 0; k <= limit; ++k) {
    blackboard.induction = k;
    solver.add(transition.at(transition.in_range(), k));
    if (simple_path)
      for (unsigned i = 0; i < k; ++i) solver.add(different(transition.state(i), transition.state(k)));
    if (!step_fails(solver, transition, blackboard, k)) {
      blackboard.await_excluded(k);
      return k;
    }
    solver.add(transition.at(!transition.bad_state(), k));
    solver.add(transition.at(transition.update() && transition.enabled(), k));
  }
  return std::nullopt;
}

}  // namespace mc::prove
