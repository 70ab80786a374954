#include "prove/learn.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

#include "explore/state_graph.h"
#include "ir/interpreter.h"
#include "prove/lifting.h"
#include "prove/reached.h"

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

/// A reachable state is bad.
struct Refuted {};

class Learner {
 public:
  Learner(const ir::System& system, z3::context& context, const explore::StateGraph& graph, Board& board)
      : context_(context),
        transition_(context, system),
        reached_(transition_.variables(), graph),
        board_(board),
        solver_(finite_solver(context)),
        lifting_(transition_, board),
        failing_(context.bool_const("failing")),
        stepping_(context.bool_const("stepping")) {
    const Variables& variables = transition_.variables();
    solver_.add(transition_.update());
    solver_.add(transition_.in_range());
    solver_.add(variables.in_range(variables.next()));
    solver_.add(z3::implies(failing_, transition_.bad_state() || transition_.bad_step()));
    solver_.add(z3::implies(stepping_, transition_.enabled()));
  }

  /// Every clause excludes states from which a bad one could be reached. Throws Refuted.
  Invariant run() {
    expr_vector failing(context_);
    failing.push_back(failing_);
    exclude_all(failing, transition_.bad_state() || transition_.bad_step());
    for (std::size_t i = 0; i < invariant_.size(); ++i) {
      expr_vector leaving(context_);
      leaving.push_back(stepping_);
      expr_vector negated(context_);
      for (const Member& member : invariant_[i]) {
        leaving.push_back(!after(member));
        negated.push_back(!formula(member, transition_.variables().next()));
      }
      exclude_all(leaving, transition_.enabled() && z3::mk_and(negated));
    }
    return std::move(invariant_);
  }

 private:
  /// Excludes the states in which `formula` may hold; `assumptions` say the same.
  void exclude_all(const expr_vector& assumptions, const expr& formula) {
    while (satisfiable(solver_, assumptions, board_)) {
      const auto clause = reached_.separating(lifting_.lifted(solver_.get_model(), formula));
      if (!clause) throw Refuted();
      solver_.add(prove::formula(*clause, transition_.variables().current()));
      invariant_.push_back(*clause);
      board_.learnt = static_cast<unsigned>(invariant_.size());
    }
  }

  /// A Boolean variable for a member after the step.
  expr after(const Member& member) {
    const auto known = known_.find(member);
    if (known != known_.end()) return known->second;
    const expr name = context_.bool_const(fmt::format("member {}", known_.size()).c_str());
    solver_.add(name == formula(member, transition_.variables().next()));
    return known_.emplace(member, name).first->second;
  }

  z3::context& context_;
  Transition transition_;
  Reached reached_;
  Board& board_;
  z3::solver solver_;
  Lifting lifting_;
  expr failing_, stepping_;
  Invariant invariant_;
  std::map<Member, expr> known_;
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
  if (control.halted()) return {.invariant = {}, .violation = {}, .reason = control.reason()};
  board.states = graph.states();
  if (auto violation = Violations(system, graph).shortest())
    return {.invariant = {}, .violation = std::move(violation), .reason = {}};
  try {
    return {.invariant = Learner(system, context, graph, board).run(), .violation = {}, .reason = {}};
  } catch (const Refuted&) {
    throw std::logic_error("Z3 sees a violation in a state that the search found good");
  }
}

}  // namespace mc::prove
