// SPDX-License-Identifier: Apache-2.0
#include "prove/lifting.h"

#include <fmt/format.h>

#include <set>
#include <stdexcept>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Lifting::Lifting(const Transition& transition, const expr& background, const Blackboard& blackboard)
    : transition_(transition),
      blackboard_(blackboard),
      context_(transition.variables().context()),
      solver_(finite_solver(context_)) {
  solver_.add(background);
}

expr Lifting::fresh() {
  return context_.bool_const(fmt::format("lifting {}", number_++).c_str());
}

/// A Boolean variable that stands for a literal, for solvers name in their cores what they were given.
expr Lifting::literal(const Literal& literal) {
  if (const auto known = known_.find(literal); known != known_.end()) return known->second;
  const expr name = fresh();
  solver_.add(name == formula(literal, transition_.variables().current()));
  return known_.emplace(literal, name).first->second;
}

Cube Lifting::lifted(const z3::model& model, const expr& formula) {
  const Variables& variables = transition_.variables();
  const Cube state = cube_of(variables, variables.decode(model, variables.current()));
  expr_vector chosen(context_), otherwise(context_), assumptions(context_);
  for (const expr& input : transition_.inputs()) {
    chosen.push_back(model.eval(input, true));
    otherwise.push_back(input == chosen.back());  // of the background
  }
  expr happens = formula;
  happens = happens.substitute(transition_.inputs(), chosen);
  otherwise.push_back(!happens.simplify());
  assumptions.push_back(fresh());
  solver_.add(z3::implies(assumptions[0], z3::mk_and(otherwise)));
  for (const Literal& each : state) assumptions.push_back(literal(each));
  if (satisfiable(solver_, assumptions, blackboard_))
    throw std::logic_error("a step is no function of its inputs");
  std::set<unsigned> ids;
  for (const expr& each : solver_.unsat_core()) ids.insert(each.id());
  Cube result;
  for (const Literal& each : state)
    if (ids.contains(literal(each).id())) result.push_back(each);
  solver_.add(!assumptions[0]);
  return result;
}

}  // namespace mc::prove
