// SPDX-License-Identifier: Apache-2.0
#include "transform/optimise.h"

#include <algorithm>

#include "transform/available_conditions.h"
#include "transform/dead_code.h"
#include "transform/dead_variables.h"
#include "transform/merge_steps.h"
#include "transform/narrow.h"
#include "transform/own_constants.h"
#include "transform/rewrite.h"
#include "transform/share_slots.h"
#include "transform/simplify.h"
#include "transform/temporaries.h"

namespace mc::transform {

namespace {

std::size_t step_starts(const ir::System& system) {
  std::size_t result = 0;
  for (const ir::Task& task : system.tasks)
    result += static_cast<std::size_t>(std::ranges::count(task.code, true, &ir::Instruction::step));
  return result;
}

}  // namespace

ir::System merged(const ir::System& system) {
  ir::System result = system;
  separate_observations(result);
  merge_steps(result);
  return result;
}

ir::System merged(const ir::System& system, const Reductions& reductions) {
  ir::System result = system;
  separate_observations(result);
  for (std::size_t before = ~std::size_t{0}; step_starts(result) < before;) {  // longer steps know more
    before = step_starts(result);
    ir::System simplified = result;
    if (reductions.slicing) simplify(simplified, Steps::join);
    merge_steps(result, std::move(simplified), reductions.partial_order ? Choices::late : Choices::early);
  }
  return result;
}

ir::System optimised(const ir::System& merged, const Reductions& reductions) {
  ir::System result = merged;
  if (reductions.slicing) {
    use_own_constants(result);
    simplify(result);
    drop_unreachable_steps(result);
  }
  narrow(result);
  use_known_conditions(result);
  make_temporaries(result);
  share_slots(result);
  if (reductions.dead_variables) reset_dead_variables(result);
  return result;
}

}  // namespace mc::transform
