// SPDX-License-Identifier: Apache-2.0
// Index analysis (data flow): which slots hold indices, and where.
#pragma once

#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "ir/system.h"
#include "reduce/index_kind.h"
#include "reduce/slot_exchange.h"

namespace mc::reduce {

/// IndexKinds of the slots of all frames at one instruction.
struct KindsAt {
  bool reached = false;
  std::vector<IndexKind> frame, temporaries;
};

struct IndexKinds {
  std::vector<IndexKind> shared;             ///< the same in all states
  std::vector<std::vector<KindsAt>> before;  ///< by task and instruction
};

/// What is exchanged besides the slots.
struct ExchangeScope {
  std::vector<bool> tasks;  ///< whose copies are
  std::set<std::pair<std::size_t, std::uint32_t>>
      choices;  ///< task, instruction: what it chooses is an index
};

/// Forward flow of kinds (Aho, Lam, Sethi and Ullman, section 9.3), of shared slots without regard to the
/// order of steps. `self` of an exchanged task is an index, and so is what is computed from one; what indices
/// subscript is added to `slots`. A slot that is dead inside a step is mixed there.
IndexKinds find_index_kinds(ir::System& system, SlotExchange& slots, ExchangeScope& scope);

}  // namespace mc::reduce
