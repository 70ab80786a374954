// SPDX-License-Identifier: Apache-2.0
// The reachable graph seen through a view: states that look the same are one class.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "explore/state_graph.h"
#include "graph/view.h"
#include "ir/system.h"

namespace mc::graph {

struct Class {
  std::vector<ir::Value> values;  ///< by column; of the whole graph: the number of the state
  std::uint64_t states = 0;
};

struct Quotient {
  std::vector<Class> classes;  ///< that of the initial state, then the others by their values
  /// From class to class, never to itself, with the functions whose statements do it.
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::set<std::string>> edges;
  /// From class to the name of a property that breaks in a step from it, or in it, with the functions
  /// likewise; no function for an invariant or a deadlock.
  std::map<std::pair<std::uint32_t, std::string>, std::set<std::string>> violations;
  std::uint64_t states = 0, transitions = 0;  ///< of the graph that is seen
};

/// `system` is what `states` was explored on. An empty view tells all states apart.
Quotient quotient(const ir::System& system, const explore::StateGraph& states, const View& view);

}  // namespace mc::graph
