// SPDX-License-Identifier: Apache-2.0
#include "support/random_system.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/print.h"
#include "ir/validate.h"
#include "support/reachable.h"

namespace mc::test {

namespace {

RC_GTEST_PROP(RandomSystem, IsWellFormed, (std::uint64_t seed)) {
  const ir::System system = random_system(seed);
  const auto defects = ir::validate(system);
  if (!defects.empty()) RC_LOG() << defects[0].what << "\n" << to_string(system);
  RC_ASSERT(defects.empty());
}

/// The properties over random systems would say little if those were all alike.
TEST(RandomSystem, IsVaried) {
  int small = 0, violated = 0, unharmed = 0, deadlocked = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const ir::System system = random_system(seed);
    const Reachable found = reachable(system, 1000);
    if (!found.complete) continue;
    ++small;
    (found.violations.empty() ? unharmed : violated) += found.states.size() > 20;
    deadlocked += found.violated().contains(ir::PropertyId{0});
  }
  EXPECT_GE(small, 30);
  EXPECT_GE(violated, 5);
  EXPECT_GE(unharmed, 5);
  EXPECT_GE(deadlocked, 5);
}

}  // namespace

}  // namespace mc::test
