// SPDX-License-Identifier: Apache-2.0
// Pass pipeline: from what the frontend builds to what the engines run.
#pragma once

#include "ir/system.h"
#include "transform/reductions.h"

namespace mc::transform {

/// Local statements joined to the step before: the steps that users see. Traces are replayed on this system.
ir::System merged(const ir::System& system);

/// The same, and statements that no judged property depends on are joined, too, and choices to the step after
/// them, unless that is switched off.
ir::System merged(const ir::System& system, const Reductions& reductions);

/// The same steps with smaller states, for the engines. A Move means the same in both systems: no instruction
/// is inserted, deleted or moved, and no choice differs. So do instruction numbers, ObservationIds,
/// FormulaIds, PropertyIds and the shared slots that are still read; frame slots are not the same ones.
ir::System optimised(const ir::System& merged, const Reductions& reductions = {});

}  // namespace mc::transform
