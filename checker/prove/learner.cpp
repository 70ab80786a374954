// SPDX-License-Identifier: Apache-2.0
#include "prove/learner.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <stdexcept>
#include <utility>

#include "prove/lifting.h"
#include "prove/obligations.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

/// The states from which one step starts, or all of them: what is known of them, and what they may lead to.
class StepSolver {
 public:
  StepSolver(const Transition& transition, const StepFormula* step, const Blackboard& blackboard)
      : transition_(transition),
        step_(step),
        blackboard_(blackboard),
        here_(transition.variables().current()),
        after_(here_),
        solver_(finite_solver(here_.ctx())),
        lifting_(transition, here_.ctx().bool_val(true), blackboard) {
    solver_.add(transition.in_range());
    if (step_ == nullptr) return;
    here_ = transition.at_start(*step_);
    after_ = transition.after(*step_);
    solver_.add(transition.starts(*step_));
    solver_.add(z3::implies(stepping(), step_->happens && transition.variables().in_range(after_)));
  }

  /// Clauses that are known to hold, and have to hold after the step; `formulas` are those of the clauses
  /// wherever a step starts, once there are any.
  void add(std::span<const Clause> clauses, std::span<std::optional<expr>> formulas) {
    const auto start = step_ == nullptr ? std::nullopt : transition_.start_of(*step_);
    for (std::size_t i = 0; i < clauses.size(); ++i) {
      const Clause& clause = clauses[i];
      const bool general = !start || std::ranges::find(clause, start->order, &Member::order) == clause.end();
      const bool made = general && formulas[i];
      const expr known = made ? *formulas[i] : formula(clause, here_).simplify();
      if (general) formulas[i] = known;
      if (!known.is_true()) solver_.add(known);
      if (step_ != nullptr && !touched(transition_, *step_, {clause}).empty())
        open_.push_back((!formula(clause, after_)).simplify());
    }
  }

  /// States that step out of a clause, if there are such; if not, none ever will.
  std::optional<Counterexample> leaving() {
    expr_vector escapes(here_.ctx());
    for (const expr& each : open_)
      if (!each.is_false()) escapes.push_back(each);
    if (escapes.empty()) return std::nullopt;
    auto found = states(stepping(), escapes);
    if (!found) open_.clear();
    return found;
  }

  /// States that are bad, or in which the step fails a check.
  std::optional<Counterexample> bad() {
    expr_vector failures(here_.ctx());
    if (step_ == nullptr) failures.push_back(transition_.bad_state());
    if (step_ != nullptr)
      for (const auto& failure : step_->failures) failures.push_back(failure.happens);
    if (failures.empty()) return std::nullopt;
    return states(here_.ctx().bool_val(true), failures);
  }

 private:
  expr stepping() const { return here_.ctx().bool_const("stepping"); }

  /// States in which one of `wanted` is true.
  std::optional<Counterexample> states(const expr& assumption, const expr_vector& wanted) {
    const expr asked = here_.ctx().bool_const(fmt::format("asked {}", asked_++).c_str());
    solver_.add(z3::implies(asked, z3::mk_or(wanted)));
    expr_vector assumptions(here_.ctx());
    assumptions.push_back(asked);
    if (!assumption.is_true()) assumptions.push_back(assumption);
    std::optional<Counterexample> found;
    if (satisfiable(solver_, assumptions, blackboard_)) {
      const z3::model model = solver_.get_model();
      found = {.cube = lifted(model, assumption, wanted), .state = [this, model] { return state(model); }};
    }
    solver_.add(!asked);
    return found;
  }

  ir::State state(const z3::model& model) const {
    const Variables& variables = transition_.variables();
    ir::State result = variables.decode(model, variables.current());
    if (step_ != nullptr) result[counter_position()] = step_->start;
    return result;
  }

  std::size_t counter_position() const {
    return transition_.variables().index().program_counter(step_->task, step_->copy);
  }

  Cube lifted(const z3::model& model, const expr& assumption, const expr_vector& wanted) {
    for (const expr& each : wanted) {
      if (!model.eval(each, true).is_true()) continue;
      Cube cube = lifting_.lifted(model, assumption.is_true() ? each : step_->happens && each);
      if (step_ == nullptr) return cube;
      if (const auto counter = transition_.start_of(*step_)) {
        cube.push_back(*counter);
        std::ranges::sort(cube);
        cube.erase(std::unique(cube.begin(), cube.end()), cube.end());
      }
      return cube;
    }
    throw std::logic_error("Z3's model is none of what was asked for");
  }

  const Transition& transition_;
  const StepFormula* step_;
  const Blackboard& blackboard_;
  expr_vector here_, after_;  ///< the fields before and after the step
  z3::solver solver_;
  Lifting lifting_;
  std::vector<expr> open_;  ///< clauses that are not known to hold after the step, negated
  unsigned asked_ = 0;
};

class Learner {
 public:
  Learner(const Transition& transition, const StepFilter& looked_at, Teacher& teacher, Blackboard& blackboard)
      : teacher_(teacher), blackboard_(blackboard) {
    extend(teacher.first());
    solvers_.emplace_back(StepSolver(transition, nullptr, blackboard), 0);
    for (const StepFormula& step : transition.steps())
      if (looked_at(step)) solvers_.emplace_back(StepSolver(transition, &step, blackboard), 0);
  }

  Invariant run() {
    for (auto& [solver, known] : solvers_) {
      add_new_clauses(solver, known);
      while (const auto found = solver.bad()) exclude(*found, solver, known);
    }
    for (std::size_t before = ~std::size_t{0}; before != invariant_.size();) {
      before = invariant_.size();
      for (auto& [solver, known] : solvers_) {
        add_new_clauses(solver, known);
        while (const auto found = solver.leaving()) exclude(*found, solver, known);
      }
    }
    return std::move(invariant_);
  }

 private:
  void add_new_clauses(StepSolver& solver, std::size_t& known) {
    solver.add(std::span(invariant_).subspan(known), std::span(formulas_).subspan(known));
    known = invariant_.size();
  }

  void exclude(const Counterexample& found, StepSolver& solver, std::size_t& known) {
    std::vector<Clause> clauses = teacher_.excluding(found);
    if (clauses.empty()) throw NotExcluded();
    extend(std::move(clauses));
    blackboard_.learnt = static_cast<unsigned>(invariant_.size());
    add_new_clauses(solver, known);
  }

  void extend(std::vector<Clause> clauses) {
    std::ranges::move(clauses, std::back_inserter(invariant_));
    formulas_.resize(invariant_.size());
  }

  Teacher& teacher_;
  Blackboard& blackboard_;
  std::vector<std::pair<StepSolver, std::size_t>> solvers_;  ///< and how many clauses each knows
  Invariant invariant_;
  std::vector<std::optional<expr>> formulas_;  ///< of its clauses, once they are asked for
};

}  // namespace

Invariant learn_from(const Transition& transition, const StepFilter& looked_at, Teacher& teacher,
                     Blackboard& blackboard) {
  return Learner(transition, looked_at, teacher, blackboard).run();
}

}  // namespace mc::prove
