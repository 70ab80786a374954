// SPDX-License-Identifier: Apache-2.0
// What of a state a picture shows: some shared variables, or what is asked about them.
#pragma once

#include <string>
#include <vector>

#include "ir/system.h"
#include "trace/condition.h"

namespace mc::graph {

/// One column of the picture: "mapped" for vmas[0].pte[0] != PTE_NONE.
struct Column {
  std::string label;
  trace::Term term;
};

using View = std::vector<Column>;

/// "LABEL=TERM", or a term that is its own label. Throws trace::ConditionError.
Column parse_column(const ir::System& system, const std::string& text);

/// The value of a column as a reader wants it: that of its variable, or 0 and 1.
std::string to_string(const ir::System& system, const Column& column, ir::Value value);

/// Adds a goal for every variable of the view, so that no transform takes it for unneeded: each is read in
/// every state.
void keep(ir::System& system, const View& view);

}  // namespace mc::graph
