// SPDX-License-Identifier: Apache-2.0
// Transforms that keep every step as it is: the systems before and after run in lockstep.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/print.h"
#include "ir/validate.h"
#include "support/lockstep.h"
#include "support/random_system.h"
#include "transform/available_conditions.h"
#include "transform/dead_code.h"
#include "transform/dead_variables.h"
#include "transform/narrow.h"
#include "transform/optimise.h"
#include "transform/own_constants.h"
#include "transform/rewrite.h"
#include "transform/share_slots.h"
#include "transform/slice.h"
#include "transform/temporaries.h"

namespace mc::transform {

namespace {

using ir::System;

using Run = test::Lockstep (*)(const System&, const System&, std::size_t);

/// Returns how many states there are before and after `change`.
test::Lockstep compare(const System& before, void (*change)(System&), Run run = test::run_in_lockstep) {
  System after = before;
  change(after);
  const auto defects = ir::validate(after);
  if (!defects.empty()) RC_LOG() << defects[0].what << "\n";
  const test::Lockstep result = run(before, after, 1000);
  if (result.difference) RC_LOG() << *result.difference << "\n" << to_string(before) << to_string(after);
  RC_ASSERT(defects.empty());
  RC_ASSERT(!result.difference);
  RC_ASSERT(result.changed <= result.originals);
  return result;
}

System any_system(std::uint64_t seed) {
  return test::random_system(seed, *rc::gen::inRange(1u, 8u));
}

RC_GTEST_PROP(SameMoves, Narrow, (std::uint64_t seed)) {
  compare(any_system(seed), narrow);
}
RC_GTEST_PROP(SameMoves, UseKnownConditions, (std::uint64_t seed)) {
  compare(any_system(seed), use_known_conditions);
}
RC_GTEST_PROP(SameMoves, UseOwnConstants, (std::uint64_t seed)) {
  compare(any_system(seed), use_own_constants);
}
RC_GTEST_PROP(SameMoves, MakeTemporaries, (std::uint64_t seed)) {
  compare(any_system(seed), make_temporaries);
}
/// Alone, it leaves more to be reset than there was.
RC_GTEST_PROP(SameMoves, ShareSlots, (std::uint64_t seed)) {
  compare(any_system(seed), [](System& system) {
    share_slots(system);
    reset_dead_variables(system);
  });
}
RC_GTEST_PROP(SameMoves, ResetDeadVariables, (std::uint64_t seed)) {
  compare(any_system(seed), reset_dead_variables);
}
/// Where nothing is stored any more, what was stored before stays until it is reset.
RC_GTEST_PROP(SameMoves, RemoveDeadCode, (std::uint64_t seed)) {
  const auto change = [](System& system) {
    remove_dead_code(system);
    reset_dead_variables(system);
  };
  compare(any_system(seed), change, test::run_in_lockstep_sliced);
}
RC_GTEST_PROP(SameMoves, Slice, (std::uint64_t seed)) {
  const auto change = [](System& system) {
    slice(system);
    reset_dead_variables(system);
  };
  compare(any_system(seed), change, test::run_in_lockstep_sliced);
}
RC_GTEST_PROP(SameMoves, Optimised, (std::uint64_t seed)) {
  compare(merged(any_system(seed)), [](System& system) { system = optimised(system, {.slicing = false}); });
}
RC_GTEST_PROP(SameMoves, OptimisedAndSliced, (std::uint64_t seed)) {
  const System told = merged(any_system(seed), Reductions{});
  compare(told, [](System& system) { system = optimised(system); }, test::run_in_lockstep_sliced);
}
/// Passes have to get along with what others leave behind, resets and temporaries among it.
RC_GTEST_PROP(SameMoves, OptimisedTwice, (std::uint64_t seed)) {
  compare(
      optimised(merged(any_system(seed))), [](System& system) { system = optimised(system); },
      test::run_in_lockstep_sliced);
}

}  // namespace

}  // namespace mc::transform
