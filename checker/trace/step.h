// SPDX-License-Identifier: Apache-2.0
// One step of a run, told from what the interpreter executed.
#pragma once

#include "ir/interpreter.h"
#include "trace/trace.h"

namespace mc::trace {

/// Tells the run `outcome` of one step that was taken in state `before`.
Step tell(const ir::System& system, const ir::StateIndex& index, const ir::State& before,
          const ir::Outcome& outcome);

/// "process 0", or "flusher" if the task has one copy.
std::string task_name(const ir::Task& task, std::uint32_t copy);

/// From the function that `source` stands in out to the task; empty for SourceId::none.
CallPath call_path(const ir::System& system, ir::SourceId source);

}  // namespace mc::trace
