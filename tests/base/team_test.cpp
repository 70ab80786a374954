// SPDX-License-Identifier: Apache-2.0
#include "base/team.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>

namespace mc::base {
namespace {

TEST(Team, RunsEveryMemberOnceARound) {
  Team team(3);
  std::vector<std::atomic<int>> runs(3);
  for (int round = 1; round <= 100; ++round) {
    team.run([&](unsigned member) { ++runs[member]; });
    for (const auto& count : runs) EXPECT_EQ(count, round);
  }
}

TEST(Team, CallsIdleWhileAJobRuns) {
  Team team(1);
  std::atomic<bool> idle = false;
  team.run(
      [&](unsigned) {
        while (!idle) std::this_thread::yield();
      },
      [&] { idle = true; });
  EXPECT_TRUE(idle);
}

TEST(Team, RethrowsAndWorksOn) {
  Team team(2);
  const auto fail = [](unsigned member) {
    if (member == 1) throw std::runtime_error("failed");
  };
  EXPECT_THROW(team.run(fail), std::runtime_error);
  std::atomic<int> runs = 0;
  team.run([&](unsigned) { ++runs; });
  EXPECT_EQ(runs, 2);
}

}  // namespace
}  // namespace mc::base
