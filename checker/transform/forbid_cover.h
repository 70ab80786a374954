// SPDX-License-Identifier: Apache-2.0
// Reachability as a violation: asking for a run to a cover, as one asks for a run to a violation.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// The system with one property besides what is built in: that the cover is never reached. A run that
/// violates it reaches the cover; a shortest one is a shortest run to it. Ids and instructions keep their
/// numbers.
ir::System forbid_cover(const ir::System& system, ir::PropertyId cover);

}  // namespace mc::transform
