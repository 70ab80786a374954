// SPDX-License-Identifier: Apache-2.0
#include "prove/obligations.h"

#include <algorithm>
#include <stdexcept>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Invariant touched(const Transition& transition, const StepFormula& step, const Invariant& invariant) {
  Invariant result;
  std::ranges::copy_if(invariant, std::back_inserter(result), [&](const Clause& clause) {
    return std::ranges::any_of(clause, [&](const Member& member) {
      return step.next.contains(transition.variables().positions()[member.order]);
    });
  });
  return result;
}

std::vector<Obligation> obligations(const Transition& transition, const Invariant& invariant,
                                    const StepFilter& looked_at) {
  using Kind = Obligation::Kind;
  const Variables& variables = transition.variables();
  const expr before = transition.in_range() && formula(invariant, variables.current());
  std::vector<Obligation> result{{Kind::initiation, nullptr, transition.initial() && !before},
                                 {Kind::safety, nullptr, before && transition.bad_state()}};
  for (const StepFormula& step : transition.steps()) {
    if (!looked_at(step)) continue;
    const expr here = before && transition.starts(step);
    const expr_vector after = transition.after(step);
    const Invariant clauses = touched(transition, step, invariant);
    if (!clauses.empty())
      result.push_back({Kind::consecution, &step,
                        here && step.happens && variables.in_range(after) && !formula(clauses, after)});
    expr_vector failures(variables.context());
    for (const auto& failure : step.failures) failures.push_back(failure.happens);
    if (!failures.empty()) result.push_back({Kind::safety, &step, here && z3::mk_or(failures)});
  }
  return result;
}

void check_obligations(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard,
                       const StepFilter& looked_at) {
  z3::context& context = transition.variables().context();
  for (const Obligation& each : obligations(transition, invariant, looked_at)) {
    z3::solver solver(context, "QF_BV");
    solver.add(each.counterexample);
    if (satisfiable(solver, expr_vector(context), blackboard))
      throw std::logic_error("an invariant does not prove what it should");
  }
}

}  // namespace mc::prove
