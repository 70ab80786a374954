// SPDX-License-Identifier: Apache-2.0
#include "certify/resets.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "support/lockstep.h"
#include "support/random_system.h"
#include "transform/dead_variables.h"
#include "transform/liveness.h"

namespace mc::certify {
namespace {

ir::System without_resets(std::uint64_t seed) {
  ir::System system = test::random_system(seed);
  for (ir::Task& task : system.tasks) task.resets.clear();
  return system;
}

bool accepted(const ir::System& system, std::size_t task, const ir::Reset& reset) try {
  std::vector<std::vector<ir::Reset>> resets(system.tasks.size());
  resets[task].push_back(reset);
  with_resets(system, resets);
  return true;
} catch (const LiveSlot&) {
  return false;
}

TEST(Resets, AreAcceptedWhereTheSlotIsDeadAndNowhereElse) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = without_resets(*rc::gen::arbitrary<std::uint64_t>());
    for (std::size_t i = 0; i < system.tasks.size(); ++i) {
      const ir::Task& task = system.tasks[i];
      const transform::Liveness liveness(system, task);
      for (std::uint32_t at = 0; at < task.code.size(); ++at)
        for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
          if (task.code[at].step)
            RC_ASSERT(accepted(system, i, {at, {slot}}) == !liveness.before(at).contains(slot));
    }
  }));
}

TEST(Resets, ChangeNoRun) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = without_resets(*rc::gen::arbitrary<std::uint64_t>());
    ir::System forgetful = system;
    transform::reset_dead_variables(forgetful);
    std::vector<std::vector<ir::Reset>> resets;
    for (const ir::Task& task : forgetful.tasks) resets.push_back(task.resets);
    const test::Lockstep run = test::run_in_lockstep(system, with_resets(system, resets));
    RC_ASSERT(run.difference.value_or("") == "");
    RC_ASSERT(run.changed <= run.originals);
  }));
}

}  // namespace
}  // namespace mc::certify
