// SPDX-License-Identifier: Apache-2.0
// The filter lock, built by hand: a model of any size to measure the search on.
#pragma once

#include "ir/system.h"

namespace mc::bench {

/// `processes` contend for a lock of processes - 1 levels, for ever; each looks at the others one by one.
/// Its invariant, at most one inside, holds.
ir::System filter_lock(unsigned processes);

}  // namespace mc::bench
