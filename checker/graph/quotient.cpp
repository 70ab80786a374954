// SPDX-License-Identifier: Apache-2.0
#include "graph/quotient.h"

#include <algorithm>

#include "ir/dependencies.h"
#include "ir/interpreter.h"
#include "trace/step.h"

namespace mc::graph {

namespace {

class Builder {
 public:
  Builder(const ir::System& system, const explore::StateGraph& graph, const View& view)
      : system_(system), graph_(graph), view_(view), interpreter_(system), dependencies_(system) {
    for (std::uint32_t task = 0; task < system.tasks.size(); ++task)
      for (std::uint32_t copy = 0; copy < system.tasks[task].count; ++copy) movers_.emplace_back(task, copy);
    for (const Column& column : view) viewed_.insert(column.term.slot);
  }

  Quotient run() {
    result_.states = graph_.states();
    for (std::uint32_t state = 0; state < graph_.states(); ++state) classify(state);
    sort();
    for (std::uint32_t state = 0; state < graph_.states(); ++state) {
      add_edges(state);
      add_violations(state);
    }
    return std::move(result_);
  }

 private:
  ir::State unpacked(std::uint32_t state) const { return graph_.generator().unpack(graph_.words(state)); }

  void classify(std::uint32_t number) {
    std::vector<ir::Value> values;
    if (view_.empty()) {
      values.push_back(number);
    } else {
      const ir::State state = unpacked(number);
      for (const Column& column : view_) values.push_back(column.term.value(state));
    }
    const auto [entry, fresh] = numbers_.emplace(values, result_.classes.size());
    if (fresh) result_.classes.push_back({std::move(values), 0});
    ++result_.classes[entry->second].states;
    class_of_.push_back(entry->second);
  }

  /// Gives the classes the numbers that do not depend on the order of the search.
  void sort() {
    const std::vector<Class> found = std::move(result_.classes);
    std::uint32_t next = 1;
    result_.classes.resize(found.size());
    std::vector<std::uint32_t> renumbered(found.size(), 0);
    for (const auto& [values, number] : numbers_) {
      renumbered[number] = number == 0 ? 0 : next++;
      result_.classes[renumbered[number]] = found[number];
    }
    for (std::uint32_t& each : class_of_) each = renumbered[each];
  }

  void add_edges(std::uint32_t number) {
    for (const explore::StateGraph::Edge& edge : graph_.edges(number)) {
      ++result_.transitions;
      const std::uint32_t from = class_of_[number], to = class_of_[edge.target];
      if (from == to) continue;
      const ir::State before = unpacked(number);
      const auto [task, copy] = movers_[edge.mover];
      const ir::Value at = before[interpreter_.index().program_counter(task, copy)];
      if (!view_.empty() && !seen_.emplace(task, at, from, to).second) continue;
      const ir::State after = unpacked(edge.target);
      for (const ir::Outcome& outcome : interpreter_.runs(before, task, copy))
        if (outcome.kind == ir::Outcome::Kind::successor && outcome.state == after)
          result_.edges[{from, to}].insert(function_of(outcome));
    }
  }

  /// The function of the last statement that writes a variable of the view; else of the step's first.
  std::string function_of(const ir::Outcome& outcome) const {
    const ir::Task& task = system_.tasks[outcome.move.task];
    ir::SourceId source = ir::SourceId::none;
    for (const std::uint32_t number : outcome.instructions) {
      const ir::Slots& written = dependencies_.of(outcome.move.task, number).may_write[ir::Space::shared];
      const bool shown =
          std::ranges::any_of(written, [&](std::uint32_t slot) { return viewed_.contains(slot); });
      const ir::SourceId here = task.code[number].source;
      if (here != ir::SourceId::none && (shown || source == ir::SourceId::none)) source = here;
    }
    return function_at(task, source);
  }

  std::string function_at(const ir::Task& task, ir::SourceId source) const {
    const trace::CallPath path = trace::call_path(system_, source);
    return path.empty() || path.front().function.empty() ? task.name : path.front().function;
  }

  void add_violations(std::uint32_t number) {
    successors_.clear();
    graph_.generator().expand(graph_.words(number), successors_);
    const std::uint32_t from = class_of_[number];
    for (const ir::Successors::Violation& violation : successors_.violations) {
      const std::string& name = system_.property_of(violation.observation).name;
      const ir::State before = unpacked(number);
      const ir::Value at =
          before[interpreter_.index().program_counter(violation.move.task, violation.move.copy)];
      if (!failed_.emplace(violation.move.task, at, from, name).second) continue;
      const ir::Outcome outcome = interpreter_.run(before, violation.move);
      const ir::Task& task = system_.tasks[violation.move.task];
      result_.violations[{from, name}].insert(
          function_at(task, task.code[outcome.instructions.back()].source));
    }
    if (!successors_.deadlocks.empty()) result_.violations[{from, "deadlock"}];
    for (const ir::ObservationId id : system_.invariants) {
      const ir::State state = unpacked(number);
      if (!interpreter_.holds(id, interpreter_.arguments(state, id)))
        result_.violations[{from, system_.property_of(id).name}];
    }
  }

  const ir::System& system_;
  const explore::StateGraph& graph_;
  const View& view_;
  ir::Interpreter interpreter_;
  ir::Dependencies dependencies_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> movers_;  ///< task and copy
  std::set<std::uint32_t> viewed_;                               ///< slots
  std::map<std::vector<ir::Value>, std::uint32_t> numbers_;      ///< of classes, as they were found
  std::vector<std::uint32_t> class_of_;                          ///< by state
  /// Task, location and classes that are told already: who does the same is not asked again.
  std::set<std::tuple<std::uint32_t, ir::Value, std::uint32_t, std::uint32_t>> seen_;
  std::set<std::tuple<std::uint32_t, ir::Value, std::uint32_t, std::string>> failed_;
  ir::Successors successors_;
  Quotient result_;
};

}  // namespace

Quotient quotient(const ir::System& system, const explore::StateGraph& states, const View& view) {
  return Builder(system, states, view).run();
}

}  // namespace mc::graph
