#include "prove/minimise.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <stdexcept>

#include "prove/obligations.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

using Numbers = std::set<std::size_t>;  ///< of clauses

/// The clauses as assumptions about the states from which one step starts, or about all states.
class Premises {
 public:
  Premises(const Transition& transition, const StepFormula* step, const Invariant& invariant,
           const Board& board)
      : transition_(transition),
        step_(step),
        invariant_(invariant),
        board_(board),
        after_(transition.variables().current()),
        solver_(finite_solver(after_.ctx())) {
    const expr_vector here = step_ == nullptr ? after_ : transition.at_start(*step_);
    solver_.add(transition.in_range());
    if (step_ != nullptr) {
      after_ = transition.after(*step_);
      solver_.add(transition.starts(*step_));
    }
    for (std::size_t i = 0; i < invariant.size(); ++i) {
      const expr known = formula(invariant[i], here).simplify();
      if (!known.is_true()) solver_.add(z3::implies(name(i), known));
    }
  }

  /// Those that keep bad states away; of those in `some`.
  Numbers safety(const Numbers& some) {
    expr_vector bad(after_.ctx());
    if (step_ == nullptr) bad.push_back(transition_.bad_state());
    if (step_ != nullptr)
      for (const auto& failure : step_->failures) bad.push_back(failure.happens);
    return bad.empty() ? Numbers{} : against(z3::mk_or(bad), some);
  }

  /// Those that make `wanted` hold after the step, too; of those in `some`.
  Numbers consecution(const Numbers& wanted, const Numbers& some) {
    if (step_ == nullptr) return {};
    expr_vector escapes(after_.ctx());
    for (const std::size_t i : wanted)
      if (!touched(transition_, *step_, {invariant_[i]}).empty())
        escapes.push_back(!formula(invariant_[i], after_));
    if (escapes.empty()) return {};
    return against(step_->happens && transition_.variables().in_range(after_) && z3::mk_or(escapes), some);
  }

 private:
  expr name(std::size_t clause) const {
    return after_.ctx().bool_const(fmt::format("clause {}", clause).c_str());
  }

  Numbers against(const expr& event, const Numbers& some) {
    const expr asked = after_.ctx().bool_const(fmt::format("asked {}", asked_++).c_str());
    solver_.add(z3::implies(asked, event.simplify()));
    expr_vector assumptions(after_.ctx());
    assumptions.push_back(asked);
    for (const std::size_t i : some) assumptions.push_back(name(i));
    if (satisfiable(solver_, assumptions, board_))
      throw std::logic_error("an invariant to be minimised is none");
    std::set<std::string> core;
    for (const expr& each : solver_.unsat_core()) core.insert(each.decl().name().str());
    Numbers result;
    for (const std::size_t i : some)
      if (core.contains(fmt::format("clause {}", i))) result.insert(i);
    solver_.add(!asked);
    return result;
  }

  const Transition& transition_;
  const StepFormula* step_;
  const Invariant& invariant_;
  const Board& board_;
  expr_vector after_;  ///< the fields after the step
  z3::solver solver_;
  unsigned asked_ = 0;
};

/// Those of `some` that safety rests on, directly or not.
Numbers needed(std::vector<Premises>& sites, const Numbers& some) {
  Numbers result, fresh;
  for (Premises& site : sites) fresh.merge(site.safety(some));
  while (!fresh.empty()) {
    result.insert(fresh.begin(), fresh.end());
    Numbers next;
    for (Premises& site : sites) next.merge(site.consecution(fresh, some));
    fresh.clear();
    std::ranges::set_difference(next, result, std::inserter(fresh, fresh.end()));
  }
  return result;
}

}  // namespace

Invariant minimised(const Transition& transition, const Invariant& invariant, const Board& board) {
  std::vector<Premises> sites;
  sites.emplace_back(transition, nullptr, invariant, board);
  for (const StepFormula& step : transition.steps()) sites.emplace_back(transition, &step, invariant, board);
  Numbers kept;
  for (std::size_t i = 0; i < invariant.size(); ++i) kept.insert(kept.end(), i);
  for (Numbers fewer = needed(sites, kept); fewer.size() < kept.size(); fewer = needed(sites, kept))
    kept = std::move(fewer);
  Invariant result;
  for (const std::size_t i : kept) result.push_back(invariant[i]);
  return result;
}

}  // namespace mc::prove
