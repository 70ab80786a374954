// The pipeline from what the frontend builds to what the engines run.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Local statements joined to the step before: the steps that users see. Traces are replayed on this system.
ir::System merged(const ir::System& system);

/// The same steps with smaller states, for the engines. A Move means the same in both systems: no instruction
/// is inserted, deleted or moved, and no choice differs. So do instruction numbers, ObservationIds,
/// FormulaIds, PropertyIds and the shared slots; frame slots are not the same ones.
ir::System optimised(const ir::System& merged);

}  // namespace mc::transform
