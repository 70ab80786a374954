// SPDX-License-Identifier: Apache-2.0
#include "prove/minimise.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

using ClauseNumbers = std::set<std::size_t>;  ///< of clauses

/// The values that a term of numbers and choices between them can have; nothing if it is of anything else.
std::optional<std::set<std::uint64_t>> values_of(const expr& term) {
  std::set<std::uint64_t> values;
  std::set<unsigned> seen;
  std::vector<expr> rest{term};
  while (!rest.empty()) {
    const expr each = rest.back();
    rest.pop_back();
    if (!seen.insert(each.id()).second) continue;
    if (each.is_numeral()) {
      values.insert(each.get_numeral_uint64());
    } else if (each.is_app() && each.decl().decl_kind() == Z3_OP_ITE) {
      rest.push_back(each.arg(1));
      rest.push_back(each.arg(2));
    } else {
      return std::nullopt;
    }
  }
  return values;
}

bool allows(const Member& member, std::uint64_t code) {
  return std::ranges::binary_search(member.codes, code) == member.in;
}

/// The clauses as assumptions about the states from which one step starts, or about all states.
class Premises {
 public:
  Premises(const Transition& transition, const StepFormula* step, const Invariant& invariant,
           const Blackboard& blackboard)
      : transition_(transition),
        step_(step),
        invariant_(invariant),
        blackboard_(blackboard),
        after_(transition.variables().current()),
        solver_(finite_solver(after_.ctx())) {
    const expr_vector here = step_ == nullptr ? after_ : transition.at_start(*step_);
    solver_.add(transition.in_range());
    if (step_ != nullptr) look_ahead();
    for (std::size_t i = 0; i < invariant.size(); ++i) {
      if (start_ && holds_at(invariant[i], start_->order, start_->code)) continue;
      const expr known = formula(invariant[i], here).simplify();
      if (known.is_true()) continue;
      const expr name = after_.ctx().bool_const(fmt::format("clause {}", i).c_str());
      solver_.add(z3::implies(name, known));
      names_.emplace(i, name);
      numbers_.emplace(name.id(), i);
    }
  }

  /// Those that keep bad states away; of those in `some`.
  ClauseNumbers safety(const ClauseNumbers& some) {
    expr_vector bad(after_.ctx());
    if (step_ == nullptr) bad.push_back(transition_.bad_state());
    if (step_ != nullptr)
      for (const auto& failure : step_->failures) bad.push_back(failure.happens);
    return bad.empty() ? ClauseNumbers{} : against(z3::mk_or(bad), some);
  }

  /// Those that make `wanted` hold after the step, too; of those in `some`.
  ClauseNumbers consecution(const ClauseNumbers& wanted, const ClauseNumbers& some) {
    if (step_ == nullptr) return {};
    expr_vector escapes(after_.ctx());
    for (const std::size_t i : wanted)
      if (may_break(invariant_[i])) escapes.push_back(!formula(invariant_[i], after_));
    if (escapes.empty()) return {};
    return against(step_->happens && transition_.variables().in_range(after_) && z3::mk_or(escapes), some);
  }

 private:
  void look_ahead() {
    solver_.add(transition_.starts(*step_));
    after_ = transition_.after(*step_);
    start_ = transition_.start_of(*step_);
    if (start_) targets_ = values_of(after_[start_->order]);
  }

  static bool holds_at(const Clause& clause, std::uint32_t order, std::uint64_t code) {
    return std::ranges::any_of(clause,
                               [&](const Member& each) { return each.order == order && allows(each, code); });
  }

  /// Whether the step writes a field of the clause, and does not surely lead to where it holds.
  bool may_break(const Clause& clause) const {
    if (targets_ && std::ranges::all_of(
                        *targets_, [&](std::uint64_t code) { return holds_at(clause, start_->order, code); }))
      return false;
    return std::ranges::any_of(clause, [&](const Member& each) {
      return step_->next.contains(transition_.variables().positions()[each.order]);
    });
  }

  ClauseNumbers against(const expr& event, const ClauseNumbers& some) {
    const expr asked = after_.ctx().bool_const(fmt::format("asked {}", asked_++).c_str());
    solver_.add(z3::implies(asked, event.simplify()));
    expr_vector assumptions(after_.ctx());
    assumptions.push_back(asked);
    for (const auto& [i, name] : names_)
      if (some.contains(i)) assumptions.push_back(name);
    if (satisfiable(solver_, assumptions, blackboard_))
      throw std::logic_error("an invariant to be minimised is none");
    ClauseNumbers result;
    for (const expr& each : solver_.unsat_core())
      if (const auto number = numbers_.find(each.id()); number != numbers_.end())
        result.insert(number->second);
    solver_.add(!asked);
    return result;
  }

  const Transition& transition_;
  const StepFormula* step_;
  const Invariant& invariant_;
  const Blackboard& blackboard_;
  expr_vector after_;                               ///< the fields after the step
  std::optional<Literal> start_;                    ///< the program counter that moves
  std::optional<std::set<std::uint64_t>> targets_;  ///< what it may hold after the step, if that is known
  z3::solver solver_;
  std::map<std::size_t, expr> names_;        ///< of clauses that say something about where the step starts
  std::map<unsigned, std::size_t> numbers_;  ///< the clause whose name has this id
  unsigned asked_ = 0;
};

/// Clauses by group.
class Groups {
 public:
  explicit Groups(const std::vector<std::size_t>& group) : group_(group) {
    for (std::size_t i = 0; i < group.size(); ++i) members_[group[i]].push_back(i);
  }

  /// All of the groups of which one is in `some`.
  ClauseNumbers whole(const ClauseNumbers& some) const {
    ClauseNumbers result;
    for (const std::size_t i : some)
      if (!result.contains(i)) result.insert(members_.at(group_[i]).begin(), members_.at(group_[i]).end());
    return result;
  }

 private:
  const std::vector<std::size_t>& group_;
  std::map<std::size_t, std::vector<std::size_t>> members_;
};

/// Those of `some` that safety rests on, directly or not.
ClauseNumbers needed(std::vector<Premises>& sites, const ClauseNumbers& some, const Groups& groups) {
  ClauseNumbers result, fresh;
  for (Premises& site : sites) fresh.merge(site.safety(some));
  while (!fresh.empty()) {
    fresh = groups.whole(fresh);
    result.insert(fresh.begin(), fresh.end());
    ClauseNumbers next;
    for (Premises& site : sites) next.merge(site.consecution(fresh, some));
    fresh.clear();
    std::ranges::set_difference(next, result, std::inserter(fresh, fresh.end()));
  }
  return result;
}

}  // namespace

Invariant minimised(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard) {
  std::vector<std::size_t> each(invariant.size());
  std::iota(each.begin(), each.end(), 0);
  return minimised(transition, invariant, blackboard, every_step, each);
}

Invariant minimised(const Transition& transition, const Invariant& invariant, const Blackboard& blackboard,
                    const StepFilter& looked_at, const std::vector<std::size_t>& group) {
  std::vector<Premises> sites;
  sites.emplace_back(transition, nullptr, invariant, blackboard);
  for (const StepFormula& step : transition.steps())
    if (looked_at(step)) sites.emplace_back(transition, &step, invariant, blackboard);
  const Groups groups(group);
  ClauseNumbers kept;
  for (std::size_t i = 0; i < invariant.size(); ++i) kept.insert(kept.end(), i);
  for (std::size_t before = ~std::size_t{0}; before - kept.size() > kept.size() / 20;) {  // while it pays
    before = kept.size();
    kept = needed(sites, kept, groups);
  }
  Invariant result;
  for (const std::size_t i : kept) result.push_back(invariant[i]);
  return result;
}

}  // namespace mc::prove
