// SPDX-License-Identifier: Apache-2.0
#include "ir/graph.h"

#include <algorithm>
#include <boost/graph/strong_components.hpp>
#include <set>

namespace mc::ir {

std::vector<std::uint32_t> successors(const Task& task, std::uint32_t position) {
  const Instruction& instruction = task.code[position];
  switch (instruction.kind) {
    case Instruction::Kind::end: return {};
    case Instruction::Kind::jump: return {instruction.target};
    case Instruction::Kind::branch:
      if (instruction.target != position + 1) return {position + 1, instruction.target};
      [[fallthrough]];
    default: return {position + 1};
  }
}

namespace {

ControlFlow graph_of(const Task& task, bool across_steps) {
  ControlFlow graph(task.code.size());
  for (std::uint32_t from = 0; from < task.code.size(); ++from)
    for (std::uint32_t to : successors(task, from))
      if (across_steps || !task.code[to].step) add_edge(from, to, graph);
  return graph;
}

}  // namespace

ControlFlow control_flow(const Task& task) {
  return graph_of(task, true);
}

ControlFlow flow_within_steps(const Task& task) {
  return graph_of(task, false);
}

std::vector<std::uint32_t> step_region(const Task& task, std::uint32_t start) {
  std::set<std::uint32_t> seen{start};
  std::vector<std::uint32_t> open{start};
  while (!open.empty()) {
    const std::uint32_t position = open.back();
    open.pop_back();
    for (std::uint32_t next : successors(task, position))
      if (!task.code[next].step && seen.insert(next).second) open.push_back(next);
  }
  return {seen.begin(), seen.end()};
}

std::vector<std::vector<std::uint32_t>> cycles(const ControlFlow& graph) {
  std::vector<std::uint32_t> component(num_vertices(graph));
  const auto count = boost::strong_components(graph, component.data());
  std::vector<std::vector<std::uint32_t>> result(count);
  for (std::uint32_t v = 0; v < component.size(); ++v) result[component[v]].push_back(v);
  std::erase_if(result, [&](const auto& members) {
    return members.size() == 1 && !edge(members[0], members[0], graph).second;
  });
  return result;
}

}  // namespace mc::ir
