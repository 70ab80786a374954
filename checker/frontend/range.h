// SPDX-License-Identifier: Apache-2.0
// Type ranges in C: which values an expression can have, from the declared types of what it reads.
#pragma once

#include "ir/interval.h"
#include "ir/system.h"

namespace mc::frontend {

/// An interval that holds every value of `expression` when each place keeps to its type; `copies` bounds
/// self.
ir::Interval range(const ir::System& system, ir::ExprId expression, unsigned copies);

}  // namespace mc::frontend
