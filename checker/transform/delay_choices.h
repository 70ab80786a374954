// SPDX-License-Identifier: Apache-2.0
// Delayed nondeterminism: who has chosen and not yet acted might as well choose later.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/system.h"

namespace mc::transform {

/// Takes the step start from steps that come right after a local step which makes a choice or is the task's
/// first (`choosing`: starts of such steps), if they neither wait nor assume. What else they come after ends
/// its own step there: the instruction before them becomes a step start, and must be local. Removes those of
/// `choosing`, too, after which nothing could be joined. `local` says of every instruction whether it
/// commutes with all steps of others and is always possible.
///
/// Sound for the same reason as merge_steps: the local step is a mover both ways, so it can as well happen
/// right before the next step of its task. That one must be possible whatever is chosen: one who has chosen
/// to wait may wait for ever. A state then does not hold what was chosen and made no difference yet.
void delay_choices(ir::Task& task, const std::vector<bool>& local, std::vector<std::uint32_t> choosing);

}  // namespace mc::transform
