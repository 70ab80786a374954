#include "prove/learn.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "explore/state_graph.h"
#include "prove/lifting.h"
#include "prove/obligations.h"
#include "prove/reached.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

/// A reachable state is bad.
struct Refuted {};

/// The states from which one step starts, or all of them: what is known of them, and what they may lead to.
class Site {
 public:
  Site(const Transition& transition, const StepFormula* step, const Board& board)
      : transition_(transition),
        step_(step),
        board_(board),
        here_(transition.variables().current()),
        after_(here_),
        solver_(finite_solver(here_.ctx())),
        lifting_(transition, here_.ctx().bool_val(true), board) {
    solver_.add(transition.in_range());
    if (step_ == nullptr) return;
    here_ = transition.at_start(*step_);
    after_ = transition.after(*step_);
    solver_.add(transition.starts(*step_));
    solver_.add(z3::implies(stepping(), step_->happens && transition.variables().in_range(after_)));
  }

  /// Clauses that are known to hold, and have to hold after the step.
  void add(std::span<const Clause> clauses) {
    for (const Clause& clause : clauses) {
      const expr known = formula(clause, here_).simplify();
      if (!known.is_true()) solver_.add(known);
      if (step_ != nullptr && !touched(transition_, *step_, {clause}).empty())
        open_.push_back((!formula(clause, after_)).simplify());
    }
  }

  /// States that step out of a clause, if there are such; if not, none ever will.
  std::optional<Cube> leaving() {
    expr_vector escapes(here_.ctx());
    for (const expr& each : open_)
      if (!each.is_false()) escapes.push_back(each);
    if (escapes.empty()) return std::nullopt;
    auto found = states(stepping(), escapes);
    if (!found) open_.clear();
    return found;
  }

  /// States that are bad, or in which the step fails a check.
  std::optional<Cube> bad() {
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
  std::optional<Cube> states(const expr& assumption, const expr_vector& wanted) {
    const expr asked = here_.ctx().bool_const(fmt::format("asked {}", asked_++).c_str());
    solver_.add(z3::implies(asked, z3::mk_or(wanted)));
    expr_vector assumptions(here_.ctx());
    assumptions.push_back(asked);
    if (!assumption.is_true()) assumptions.push_back(assumption);
    std::optional<Cube> found;
    if (satisfiable(solver_, assumptions, board_)) found = lifted(solver_.get_model(), assumption, wanted);
    solver_.add(!asked);
    return found;
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
  const Board& board_;
  expr_vector here_, after_;  ///< the fields before and after the step
  z3::solver solver_;
  Lifting lifting_;
  std::vector<expr> open_;  ///< clauses that are not known to hold after the step, negated
  unsigned asked_ = 0;
};

class Learner {
 public:
  Learner(const Transition& transition, const explore::StateGraph& graph, Board& board)
      : reached_(transition.variables(), graph), board_(board), invariant_(reached_.places()) {
    sites_.emplace_back(Site(transition, nullptr, board), 0);
    for (const StepFormula& step : transition.steps()) sites_.emplace_back(Site(transition, &step, board), 0);
  }

  /// Every clause excludes states from which a bad one could be reached. Throws Refuted.
  Invariant run() {
    for (auto& [site, known] : sites_) {
      tell(site, known);
      while (const auto cube = site.bad()) exclude(*cube, site, known);
    }
    for (std::size_t before = ~std::size_t{0}; before != invariant_.size();) {
      before = invariant_.size();
      for (auto& [site, known] : sites_) {
        tell(site, known);
        while (const auto cube = site.leaving()) exclude(*cube, site, known);
      }
    }
    return std::move(invariant_);
  }

 private:
  void tell(Site& site, std::size_t& known) {
    site.add(std::span(invariant_).subspan(known));
    known = invariant_.size();
  }

  void exclude(const Cube& cube, Site& site, std::size_t& known) {
    auto clause = reached_.separating(cube);
    if (!clause) throw Refuted();
    invariant_.push_back(std::move(*clause));
    board_.learnt = static_cast<unsigned>(invariant_.size());
    tell(site, known);
  }

  Reached reached_;
  Board& board_;
  std::vector<std::pair<Site, std::size_t>> sites_;  ///< and how many clauses each knows
  Invariant invariant_;
};

/// A shortest violation among all states: by a state that is bad, or by a step from one.
class Violations {
 public:
  Violations(const ir::System& system, const explore::StateGraph& graph)
      : graph_(graph),
        deadlock_(std::ranges::find(system.properties, ir::Property::Kind::deadlock, &ir::Property::kind) !=
                  system.properties.end()) {}

  std::optional<States> shortest() {
    std::optional<std::uint32_t> failing;  // in a step from it, which makes the run a step longer
    for (std::uint32_t state = 0; state < graph_.states(); ++state) {
      if (failing && depth(state) > depth(*failing)) break;
      successors_.clear();
      graph_.generator().expand(graph_.words(state), successors_);
      if (is_bad(state)) return run(state);
      if (!failing && !successors_.violations.empty()) failing = state;
    }
    return failing ? std::optional(run(*failing)) : std::nullopt;
  }

 private:
  bool is_bad(std::uint32_t state) const {
    return (deadlock_ && successors_.deadlock) ||
           graph_.generator().observe(graph_.words(state)) != ir::ObservationId::none;
  }

  std::size_t depth(std::uint32_t state) const {
    std::size_t steps = 0;
    for (; state != 0; state = graph_.parent(state)) ++steps;
    return steps;
  }

  States run(std::uint32_t state) const {
    States states{graph_.generator().unpack(graph_.words(state))};
    for (; state != 0; state = graph_.parent(state))
      states.push_back(graph_.generator().unpack(graph_.words(graph_.parent(state))));
    std::ranges::reverse(states);
    return states;
  }

  const explore::StateGraph& graph_;
  bool deadlock_;
  ir::Successors successors_;
};

}  // namespace

Learnt learn(const ir::System& system, const explore::GeneratorFactory& make_generator,
             const explore::Options& options, z3::context& context, Board& board) {
  explore::Control control(options);
  const explore::StateGraph graph(make_generator, options, control);
  Learnt learnt{.reason = control.reason()};
  if (control.halted()) return learnt;
  board.states = graph.states();
  learnt.violation = Violations(system, graph).shortest();
  if (learnt.violation) return learnt;
  learnt.covered = graph.generator().covered();
  const Transition transition(context, system);
  try {
    learnt.invariant = Learner(transition, graph, board).run();
  } catch (const Refuted&) {
    throw std::logic_error("Z3 sees a violation in a state that the search found good");
  }
  return learnt;
}

}  // namespace mc::prove
