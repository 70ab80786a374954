// SPDX-License-Identifier: Apache-2.0
// A graph in the formats that other programs read, by the Boost Graph Library.
#pragma once

#include <string>

#include "graph/quotient.h"
#include "graph/view.h"
#include "ir/system.h"

namespace mc::graph {

/// Of Graphviz: a node a class, the initial one bold; broken properties red. Says nothing of how many states
/// there are, which depends on the reductions.
std::string dot(const ir::System& system, const Quotient& quotient, const View& view,
                const std::string& title);

/// GraphML (graphml.graphdrawing.org): nodes have `label`, `states`, `initial`, `violation` and a key for
/// every column of the view; edges have `label`.
std::string graphml(const ir::System& system, const Quotient& quotient, const View& view);

}  // namespace mc::graph
