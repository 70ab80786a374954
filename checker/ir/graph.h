// SPDX-License-Identifier: Apache-2.0
// The control-flow graph of a task, for the algorithms of Boost.Graph.
#pragma once

#include <boost/graph/adjacency_list.hpp>
#include <cstdint>
#include <vector>

#include "ir/system.h"

namespace mc::ir {

/// Vertices are instruction numbers.
using ControlFlow = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// Instructions that may be executed right after `position`, distinct; of `end` none.
std::vector<std::uint32_t> successors(const Task& task, std::uint32_t position);

ControlFlow control_flow(const Task& task);

/// Only the edges inside steps: those to a step start are left out.
ControlFlow flow_within_steps(const Task& task);

/// The instructions that a step from `start` may execute, in ascending order.
std::vector<std::uint32_t> step_region(const Task& task, std::uint32_t start);

/// The sets of instructions that lie on cycles of `graph`: its strongly connected components that have
/// an edge inside.
std::vector<std::vector<std::uint32_t>> cycles(const ControlFlow& graph);

}  // namespace mc::ir
