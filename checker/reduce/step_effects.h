// SPDX-License-Identifier: Apache-2.0
// Step effects: what the steps of one copy of a task may read and write of the shared slots.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/layout.h"
#include "ir/system.h"
#include "reduce/footprint.h"

namespace mc::reduce {

/// Of the step that starts at one location. A formula that is evaluated in every state (invariant, cover)
/// counts as one more slot behind those of the system, which is written with any of its arguments.
struct StepEffects {
  SlotBits reads, writes;  ///< whatever becomes of it: if it has to wait, or a check fails, too
  SlotBits later_reads,
      later_writes;  ///< the same of this step and all that may follow; see add_what_follows()

  /// What the step writes if it ends at `to`.
  struct Way {
    std::uint32_t to = 0;
    SlotBits writes;
  };
  std::vector<Way> ways;
};

/// By location number; `to` is one, too. Nothing follows yet.
std::vector<StepEffects> step_effects(const ir::System& system, const ir::Layout& layout, std::size_t task,
                                      std::uint32_t self);

/// Completes `steps`, of which Way::to are indices.
void add_what_follows(std::vector<StepEffects>& steps);

}  // namespace mc::reduce
