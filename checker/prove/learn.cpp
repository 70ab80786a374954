// SPDX-License-Identifier: Apache-2.0
#include "prove/learn.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "explore/state_graph.h"
#include "prove/learner.h"
#include "prove/reached.h"

namespace mc::prove {

namespace {

/// A teacher that has seen all reachable states.
class StatesTeacher : public Teacher {
 public:
  StatesTeacher(const Variables& variables, const explore::StateGraph& graph)
      : variables_(variables), reached_(variables, graph) {}

  /// That no task is where none has been seen: a clause a program counter of which not all is seen.
  Invariant first() override {
    Invariant result;
    for (std::uint32_t order = 0; order < variables_.positions().size(); ++order) {
      const std::size_t position = variables_.positions()[order];
      std::vector<std::uint64_t> codes = reached_.codes(order);
      if (variables_.task_of(position) && codes.size() <= variables_.most_code(position))
        result.push_back({{.order = order, .codes = std::move(codes), .in = true}});
    }
    return result;
  }

  std::vector<Clause> excluding(const Counterexample& found) override {
    auto clause = reached_.separating(found.cube);
    if (!clause) return {};
    return {std::move(*clause)};
  }

 private:
  const Variables& variables_;
  Reached reached_;
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
    return (deadlock_ && !successors_.deadlocks.empty()) ||
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
             const explore::Options& options, z3::context& context, Blackboard& blackboard) {
  explore::Control control(options);
  const explore::StateGraph graph(make_generator, options, control);
  Learnt learnt{.reason = control.reason()};
  if (control.halted()) return learnt;
  blackboard.states = graph.states();
  learnt.violation = Violations(system, graph).shortest();
  if (learnt.violation) return learnt;
  learnt.covered = graph.generator().covered();
  const Transition transition(context, system);
  try {
    StatesTeacher teacher(transition.variables(), graph);
    learnt.invariant = learn_from(transition, every_step, teacher, blackboard);
  } catch (const NotExcluded&) {
    throw std::logic_error("Z3 sees a violation in a state that the search found good");
  }
  return learnt;
}

}  // namespace mc::prove
