// SPDX-License-Identifier: Apache-2.0
// Dead variable reset: forgetting what nobody reads again, without trusting whoever says so: local variables
// keep a system from having few states, and most of the time their values are of no use.
#pragma once

#include <stdexcept>
#include <vector>

#include "ir/system.h"

namespace mc::certify {

/// Some path reads the slot before it writes it.
struct LiveSlot : std::logic_error {
  using std::logic_error::logic_error;
};

/// `system`, with these resets at the ends of its steps, task by task; what is reset at the entry starts so,
/// too. It has no resets of its own. Throws LiveSlot unless on every path from a reset the slot is written
/// before it is read. Then a run of `system` is a run of the result, step by step and choice by choice, and
/// the two differ in slots that make no difference.
ir::System with_resets(ir::System system, const std::vector<std::vector<ir::Reset>>& resets);

}  // namespace mc::certify
