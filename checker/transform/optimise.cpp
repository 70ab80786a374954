#include "transform/optimise.h"

#include "transform/dead_variables.h"
#include "transform/known_conditions.h"
#include "transform/merge_steps.h"
#include "transform/narrow.h"
#include "transform/rewrite.h"
#include "transform/share_slots.h"
#include "transform/temporaries.h"

namespace mc::transform {

ir::System merged(const ir::System& system) {
  ir::System result = system;
  separate_observations(result);
  merge_steps(result);
  return result;
}

ir::System optimised(const ir::System& merged) {
  ir::System result = merged;
  narrow(result);
  use_known_conditions(result);
  make_temporaries(result);
  share_slots(result);
  reset_dead_variables(result);
  return result;
}

}  // namespace mc::transform
