#include "lib/frontier.h"

#include <gtest/gtest.h>

#include <mutex>
#include <set>

#include "lib/team.h"

namespace mc::lib {
namespace {

std::set<Number> numbers(const Block& block) {
  std::set<Number> result;
  for (Number i = 0; i < block.count; ++i) result.insert(block.first + i);
  return result;
}

TEST(Frontier, HandsOutEveryStateOnce) {
  Level level, other;
  std::set<Number> expected;
  for (Number i = 0; i < 5000; ++i)
    if (i % 100 < 90) {
      (i % 7 < 3 ? level : other).add(i);
      expected.insert(i);
    }
  level.append(other);
  EXPECT_EQ(level.states(), expected.size());

  Frontier frontier(level);
  std::set<Number> taken;
  std::mutex mutex;
  Team(3).run([&](unsigned) {
    while (const auto block = frontier.take()) {
      EXPECT_LE(block->count, Level::block_states);
      const std::lock_guard lock(mutex);
      for (const Number number : numbers(*block)) EXPECT_TRUE(taken.insert(number).second);
    }
  });
  EXPECT_EQ(taken, expected);
  EXPECT_FALSE(frontier.take());
}

}  // namespace
}  // namespace mc::lib
