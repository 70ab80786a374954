// SPDX-License-Identifier: Apache-2.0
#include "explore/liveness.h"

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <unordered_map>

#include "explore/fairness.h"
#include "explore/state_graph.h"

namespace mc::explore {

namespace {

using State = std::uint32_t;
using Path = std::vector<std::pair<State, StateGraph::Edge>>;  ///< where from, and the step
constexpr State nowhere = ~State{0};

/// One response on the graph.
class ResponseCheck {
 public:
  ResponseCheck(const ir::System& system, const StateGraph& graph, const ir::Response& response)
      : system_(system), graph_(graph), interpreter_(system), response_(response) {
    for (const ir::Task& task : system.tasks) copies_ += task.count;
  }

  std::optional<ir::Lasso> run() {
    wait();
    components_.emplace(FairComponents::Graph{.states = graph_.states(),
                                              .copies = copies_,
                                              .edges = [this](State state) { return graph_.edges(state); },
                                              .also_able = {}},
                        waiting_);
    for (const State state : waiting_)
      if (graph_.edges(state).empty() || components_->fair(components_->component(state)))
        return lasso(state);
    return std::nullopt;
  }

 private:
  bool holds(ir::ObservationId observation, const ir::State& state) const {
    return interpreter_.holds(observation, interpreter_.arguments(state, observation));
  }

  /// Collects the states in which `from` has held and `to` has not held since, breadth first.
  void wait() {
    std::vector<bool> ended(graph_.states());
    before_.assign(graph_.states(), nowhere);
    for (State number = 0; number < graph_.states(); ++number) {
      const ir::State state = graph_.generator().unpack(graph_.words(number));
      ended[number] = holds(response_.to, state);
      if (ended[number] || !holds(response_.from, state)) continue;
      before_[number] = number;
      waiting_.push_back(number);
    }
    for (std::size_t i = 0; i < waiting_.size(); ++i)
      for (const StateGraph::Edge& edge : graph_.edges(waiting_[i]))
        if (!ended[edge.target] && before_[edge.target] == nowhere) {
          before_[edge.target] = waiting_[i];
          waiting_.push_back(edge.target);
        }
  }

  ir::Lasso lasso(State state) {
    Path prefix;
    State first = state;
    for (; before_[first] != first; first = before_[first])
      prefix.emplace_back(before_[first], edge(before_[first], first));
    for (; first != 0; first = graph_.parent(first))
      prefix.emplace_back(graph_.parent(first), edge(graph_.parent(first), first));
    std::ranges::reverse(prefix);
    ir::Lasso result{.property = response_.property, .prefix = moves(prefix)};
    if (!graph_.edges(state).empty()) result.cycle = moves(cycle(state));
    return result;
  }

  StateGraph::Edge edge(State from, State to) const {
    for (const StateGraph::Edge& edge : graph_.edges(from))
      if (edge.target == to) return edge;
    throw std::logic_error("a step of the state graph is missing");
  }

  /// From `start` back to it through its component, so that every copy moves or is once unable to.
  Path cycle(State start) const {
    const std::size_t number = components_->component(start);
    Path path;
    const auto here = [&] { return path.empty() ? start : path.back().second.target; };
    for (std::uint32_t copy = 0; copy < copies_; ++copy) {
      const auto unable = [&](State state) {
        return std::ranges::find(graph_.edges(state), copy, &StateGraph::Edge::mover) ==
               graph_.edges(state).end();
      };
      const auto served = [&](State from, const StateGraph::Edge& step) {
        return step.mover == copy || unable(from);
      };
      if (std::ranges::any_of(path, [&](const auto& step) { return served(step.first, step.second); }))
        continue;
      extend(path, here(), number, served);
    }
    if (here() != start || path.empty())
      extend(path, here(), number, [&](State, const StateGraph::Edge& step) { return step.target == start; });
    return path;
  }

  /// Appends the shortest way inside the component from `start` to and over a step that `wanted` accepts.
  void extend(Path& path, State start, std::size_t number,
              const std::function<bool(State, const StateGraph::Edge&)>& wanted) const {
    std::unordered_map<State, std::pair<State, StateGraph::Edge>> reached{{start, {nowhere, {}}}};
    std::vector<State> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i)
      for (const StateGraph::Edge& edge : graph_.edges(queue[i])) {
        if (!components_->inside(number, edge.target)) continue;
        if (wanted(queue[i], edge)) {
          Path way{{queue[i], edge}};
          for (State at = queue[i]; at != start; at = reached[at].first) way.push_back(reached[at]);
          path.insert(path.end(), way.rbegin(), way.rend());
          return;
        }
        if (reached.try_emplace(edge.target, queue[i], edge).second) queue.push_back(edge.target);
      }
    throw std::logic_error("a component is not connected");
  }

  std::vector<ir::Move> moves(const Path& path) const {
    std::vector<ir::Move> result;
    for (const auto& [from, edge] : path) result.push_back(move(from, edge));
    return result;
  }

  /// The first move of that copy, in the interpreter's order, that leads there.
  ir::Move move(State from, const StateGraph::Edge& edge) const {
    std::uint32_t task = 0, copy = edge.mover;
    while (copy >= system_.tasks[task].count) copy -= system_.tasks[task++].count;
    const ir::State target = graph_.generator().unpack(graph_.words(edge.target));
    for (const ir::Outcome& outcome :
         interpreter_.runs(graph_.generator().unpack(graph_.words(from)), task, copy))
      if (outcome.kind == ir::Outcome::Kind::successor && outcome.state == target) return outcome.move;
    throw std::logic_error("the interpreter has no move for a step of the state graph");
  }

  const ir::System& system_;
  const StateGraph& graph_;
  ir::Interpreter interpreter_;
  const ir::Response& response_;
  std::size_t copies_ = 0;
  std::vector<State> waiting_;
  std::vector<State> before_;  ///< by state: predecessor among the waiting, itself at `from`, or nowhere
  std::optional<FairComponents> components_;  ///< of the waiting
};

}  // namespace

LivenessResult check_responses(const ir::System& system, const GeneratorFactory& make_generator,
                               const Options& options) {
  LivenessResult result;
  if (system.responses.empty()) return {.verdict = ir::Verdict::holds};
  Control control(options);
  const StateGraph graph(make_generator, options, control);
  result.counts = control.progress();
  result.reason = control.reason();
  if (control.halted()) return result;
  result.verdict = ir::Verdict::holds;
  for (const ir::Response& response : system.responses) {
    result.lasso = ResponseCheck(system, graph, response).run();
    if (!result.lasso) continue;
    result.verdict = ir::Verdict::violated;
    break;
  }
  return result;
}

}  // namespace mc::explore
