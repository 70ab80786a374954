// SPDX-License-Identifier: Apache-2.0
#include "prove/frames.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Frames::Frames(const Transition& transition, const Blackboard& blackboard)
    : transition_(transition),
      blackboard_(blackboard),
      context_(transition.variables().context()),
      steps_(finite_solver(context_)),
      lifting_(transition, transition.update(), blackboard),
      stepping_(context_.bool_const("stepping")),
      failing_(context_.bool_const("failing")) {
  const Variables& variables = transition.variables();
  steps_.add(transition.update());
  steps_.add(transition.in_range());
  steps_.add(variables.in_range(variables.next()));
  steps_.add(z3::implies(stepping_, transition.enabled()));
  steps_.add(z3::implies(failing_, transition.bad_state() || transition.bad_step()));
  add_frame();
  steps_.add(z3::implies(active_[0], transition.initial()));
}

void Frames::add_frame() {
  active_.push_back(context_.bool_const(fmt::format("frame {}", active_.size()).c_str()));
  cubes_.emplace_back();
}

void Frames::exclude(const Cube& cube, unsigned level) {
  for (unsigned i = 1; i <= level; ++i)
    std::erase_if(cubes_[i], [&](const Cube& other) { return subsumes(cube, other); });
  cubes_[level].push_back(cube);
  expr_vector clause(context_);
  clause.push_back(!active_[level]);
  for (const Literal& each : cube) clause.push_back(!literal(each, false));
  steps_.add(z3::mk_or(clause));
}

bool Frames::excludes(const Cube& cube, unsigned level) const {
  for (unsigned i = level; i < cubes_.size(); ++i)
    for (const Cube& other : cubes_[i])
      if (subsumes(other, cube)) return true;
  return false;
}

/// A Boolean variable that stands for a literal, for solvers name in their cores what they were given.
expr Frames::literal(const Literal& literal, bool next) {
  const auto known = known_.find({literal, next});
  if (known != known_.end()) return known->second;
  const Variables& variables = transition_.variables();
  const expr name = fresh();
  const expr meaning = formula(literal, next ? variables.next() : variables.current());
  steps_.add(name == meaning);
  return known_.emplace(std::pair(literal, next), name).first->second;
}

expr Frames::fresh() {
  return context_.bool_const(fmt::format("literal {}", number_++).c_str());
}

expr_vector Frames::frame(unsigned level) {
  expr_vector assumptions(context_);
  if (level == 0) assumptions.push_back(active_[0]);
  for (unsigned i = std::max(level, 1u); i < active_.size(); ++i) assumptions.push_back(active_[i]);
  return assumptions;
}

Cube Frames::core(z3::solver& solver, const Cube& cube, bool next) {
  std::set<unsigned> ids;
  for (const expr& each : solver.unsat_core()) ids.insert(each.id());
  Cube result;
  for (const Literal& each : cube)
    if (ids.contains(literal(each, next).id())) result.push_back(each);
  return result;
}

std::optional<Cube> Frames::bad(unsigned level) {
  expr_vector assumptions = frame(level);
  assumptions.push_back(failing_);
  if (!satisfiable(steps_, assumptions, blackboard_)) return std::nullopt;
  return lifting_.lifted(steps_.get_model(), transition_.bad_state() || transition_.bad_step());
}

Frames::Answer Frames::step_into(const Cube& cube, unsigned level) {
  const expr outside = fresh();
  expr_vector clause(context_);
  clause.push_back(!outside);
  for (const Literal& each : cube) clause.push_back(!literal(each, false));
  steps_.add(z3::mk_or(clause));
  expr_vector assumptions = frame(level);
  assumptions.push_back(outside);
  assumptions.push_back(stepping_);
  for (const Literal& each : cube) assumptions.push_back(literal(each, true));
  Answer answer{.reached = satisfiable(steps_, assumptions, blackboard_), .cube = {}};
  if (answer.reached)
    answer.cube = lifting_.lifted(steps_.get_model(),
                                  transition_.enabled() && formula(cube, transition_.variables().next()));
  else
    answer.cube = core(steps_, cube, true);
  steps_.add(!outside);
  return answer;
}

}  // namespace mc::prove
