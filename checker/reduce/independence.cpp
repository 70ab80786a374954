// SPDX-License-Identifier: Apache-2.0
#include "reduce/independence.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <stdexcept>
#include <utility>

#include "reduce/step_effects.h"

namespace mc::reduce {

using namespace ir;

namespace {

using Circle = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Edges = std::vector<std::pair<std::size_t, std::size_t>>;

/// Edges without which the graph has no cycle.
Edges back_edges(const Circle& graph) {
  struct Collector : boost::default_dfs_visitor {
    explicit Collector(Edges& found) : edges(found) {}
    void back_edge(Circle::edge_descriptor edge, const Circle& of) const {
      edges.emplace_back(source(edge, of), target(edge, of));
    }
    Edges& edges;
  };
  Edges result;
  depth_first_search(graph, boost::visitor(Collector(result)));
  return result;
}

}  // namespace

Independence::Independence(const System& system) {
  const Layout layout(system);
  number_places(system, layout);
  std::vector<StepEffects> steps;
  for (std::size_t copy = 0, task = 0; task < system.tasks.size(); ++task)
    for (std::uint32_t self = 0; self < system.tasks[task].count; ++self, ++copy)
      for (StepEffects& step : step_effects(system, layout, task, self)) {
        for (auto& way : step.ways) way.to += counters_[copy].first;
        steps.push_back(std::move(step));
      }
  add_what_follows(steps);
  compare(steps);
  std::size_t copy = 0;
  for (const Task& task : system.tasks) {
    stick(copy, task.count);
    copy += task.count;
  }
}

void Independence::number_places(const System& system, const Layout& layout) {
  const StateIndex index(system);
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy) {
      const Layout::Field& field = layout.field(index.program_counter(task, copy));
      counters_.push_back({field.word, field.shift, (Word{1} << field.bits) - 1,
                           static_cast<std::uint32_t>(copy_of_.size())});
      for (const std::uint32_t start : layout.locations(task)) {
        copy_of_.push_back(static_cast<std::uint32_t>(counters_.size() - 1));
        end_.push_back(system.tasks[task].code[start].kind == Instruction::Kind::end);
      }
    }
  if (counters_.size() > most_copies) throw std::logic_error("too many copies of tasks for stubborn sets");
}

void Independence::compare(const std::vector<StepEffects>& steps) {
  passages_.resize(steps.size());
  for (std::uint32_t place = 0; place < steps.size(); ++place) {
    const auto others = [&](const auto& meets) {
      std::vector<bool> result(steps.size());
      for (std::size_t other = 0; other < steps.size(); ++other)
        result[other] = copy_of_[other] != copy_of_[place] && meets(steps[other]);
      return result;
    };
    reads_.push_back(
        others([&](const StepEffects& other) { return other.later_writes.intersects(steps[place].reads); }));
    for (const StepEffects::Way& way : steps[place].ways)
      passages_[place].push_back({.to = way.to, .meets = others([&](const StepEffects& other) {
                                                  return other.later_reads.intersects(way.writes) ||
                                                         other.later_writes.intersects(way.writes);
                                                })});
    for (Passage& passage : passages_[place]) passage.meets_everybody = meets_everybody(place, passage);
  }
}

const Independence::Passage& Independence::passage(std::uint32_t from, std::uint32_t to) const {
  for (const Passage& passage : passages_[from])
    if (passage.to == to) return passage;
  throw std::logic_error("a step ends where the code does not lead");
}

bool Independence::meets_everybody(std::uint32_t place, const Passage& passage) const {
  for (std::size_t other = 0; other < copy_of_.size(); ++other)
    if (copy_of_[other] != copy_of_[place] && !end_[other] && !reads_[place][other] && !passage.meets[other])
      return false;
  return true;
}

void Independence::stick(std::size_t first_copy, std::size_t count) {
  const auto place = [&](std::size_t copy, std::size_t number) { return counters_[copy].first + number; };
  const auto places = static_cast<std::size_t>(std::ranges::count(copy_of_, first_copy));
  Circle graph(places);
  for (std::size_t from = 0; from < places; ++from)
    for (std::size_t i = 0; i < passages_[place(first_copy, from)].size(); ++i) {
      bool everybody = true;
      for (std::size_t copy = first_copy; copy < first_copy + count; ++copy)
        everybody = everybody && passages_[place(copy, from)][i].meets_everybody;
      if (!everybody) add_edge(from, passages_[place(first_copy, from)][i].to - place(first_copy, 0), graph);
    }
  for (const auto& [from, to] : back_edges(graph))
    for (std::size_t copy = first_copy; copy < first_copy + count; ++copy)
      for (Passage& passage : passages_[place(copy, from)])
        if (passage.to == place(copy, to)) passage.sticky = true;
}

}  // namespace mc::reduce
