// SPDX-License-Identifier: Apache-2.0
// A task of any length: a model to measure compilation on.
#pragma once

#include "ir/system.h"

namespace mc::bench {

/// Two copies of one task of `locations` steps. Each reads and writes arrays with dynamic subscripts and its
/// frame, evaluates a check, and branches.
ir::System long_task(unsigned locations);

}  // namespace mc::bench
