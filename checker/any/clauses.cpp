#include "any/clauses.h"

#include <algorithm>
#include <deque>
#include <numeric>
#include <stdexcept>

#include "any/instances.h"
#include "any/table.h"
#include "prove/engine.h"

namespace mc::any {
namespace {

class Learner {
 public:
  Learner(const prove::Transition& transition, const Views& views, const std::function<bool()>& interrupted)
      : transition_(transition),
        instances_(transition.variables(), views.shape()),
        table_(transition.variables(), views),
        interrupted_(interrupted),
        solver_(prove::finite_solver(transition.variables().context())) {
    solver_.add(transition.in_range());
  }

  std::vector<Never> run() {
    const z3::expr bad = transition_.bad_state() || transition_.bad_step();
    while (const auto state = find(bad)) block(*state);
    solver_.add(transition_.update() && transition_.enabled());
    for (std::size_t next = 0; next < clauses_.size() && !stopped_; ++next) {
      const z3::expr broken = instances_.some(clauses_[next], transition_.variables().next());
      while (const auto state = find(broken)) block(*state);
    }
    if (!stopped_) drop_needless();
    return stopped_ ? std::vector<Never>{} : clauses_;
  }

 private:
  /// A state in which all clauses hold, and `what` does.
  std::optional<ir::State> find(const z3::expr& what) {
    stopped_ = stopped_ || interrupted_();
    if (stopped_) return std::nullopt;
    z3::expr_vector assumptions(what.ctx());
    const z3::expr asked = what.ctx().bool_const(("asked " + std::to_string(++asked_)).c_str());
    solver_.add(z3::implies(asked, what));
    assumptions.push_back(asked);
    if (solver_.check(assumptions) != z3::sat) return std::nullopt;
    return transition_.variables().decode(solver_.get_model(), transition_.variables().current());
  }

  void block(const ir::State& state) {
    Never clause = table_.excluding(state);
    if (clause.empty()) throw std::logic_error("Z3 sees a step out of a closed set of views");
    solver_.add(!instances_.some(clause, transition_.variables().current()));
    clauses_.push_back(std::move(clause));
  }

  /// Longest first: whether the others are a proof without it.
  void drop_needless() {
    std::vector<std::size_t> order(clauses_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order,
                             [this](auto a, auto b) { return clauses_[a].size() > clauses_[b].size(); });
    std::vector<bool> dropped(clauses_.size(), false);
    const auto kept = [&] {
      std::vector<Never> result;
      for (std::size_t i = 0; i < clauses_.size(); ++i)
        if (!dropped[i]) result.push_back(clauses_[i]);
      return result;
    };
    for (const std::size_t each : order) {
      if (interrupted_()) break;
      dropped[each] = true;
      dropped[each] = proves(kept());
    }
    clauses_ = kept();
  }

  bool proves(const std::vector<Never>& clauses) const {
    for (const Question& question : questions(transition_, instances_.shape(), clauses)) {
      z3::solver solver = prove::finite_solver(transition_.variables().context());
      solver.add(question.counterexample);
      if (solver.check() != z3::unsat) return false;
    }
    return true;
  }

  const prove::Transition& transition_;
  Instances instances_;
  Table table_;
  const std::function<bool()>& interrupted_;
  z3::solver solver_;
  std::vector<Never> clauses_;
  unsigned asked_ = 0;
  bool stopped_ = false;
};

}  // namespace

std::vector<Question> questions(const prove::Transition& transition, const Shape& shape,
                                const std::vector<Never>& clauses) {
  const prove::Variables& variables = transition.variables();
  const Instances instances(variables, shape);
  z3::expr_vector now(variables.context()), later(variables.context());
  for (const Never& clause : clauses) {
    now.push_back(!instances.some(clause, variables.current()));
    later.push_back(instances.some(clause, variables.next()));
  }
  const z3::expr holds = transition.in_range() && z3::mk_and(now);
  return {{"initiation", transition.initial() && !z3::mk_and(now)},
          {"consecution", holds && transition.update() && transition.enabled() && z3::mk_or(later)},
          {"safety", holds && (transition.bad_state() || transition.bad_step())}};
}

std::vector<Never> learn(const prove::Transition& transition, const Views& views,
                         const std::function<bool()>& interrupted) {
  return Learner(transition, views, interrupted).run();
}

}  // namespace mc::any
