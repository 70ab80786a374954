// SPDX-License-Identifier: Apache-2.0
#include "store/frontier.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <set>

#include "base/team.h"

namespace mc::store {
namespace {

constexpr unsigned words = 2;

std::array<Word, words> state_of(Word i) {
  return {i, i * i};
}

TEST(Frontier, HandsOutEveryStateOnce) {
  Level level(words), other(words), empty(words);
  std::set<Word> expected;
  for (Word i = 0; i < 20'000; ++i) {
    (i % 7 < 3 ? level : other).add(state_of(i).data());
    expected.insert(i);
  }
  level.append(std::move(other));
  level.append(std::move(empty));
  level.add(state_of(20'000).data());
  expected.insert(20'000);
  EXPECT_EQ(level.states(), expected.size());

  Frontier frontier(std::move(level));
  std::set<Word> taken;
  std::mutex mutex;
  base::Team(3).run([&](unsigned) {
    while (const auto block = frontier.take()) {
      const std::lock_guard lock(mutex);
      for (const Word* state = block->words.get(); state != block->words.get() + block->count * words;
           state += words) {
        EXPECT_TRUE(std::equal(state, state + words, state_of(state[0]).begin()));
        EXPECT_TRUE(taken.insert(state[0]).second);
      }
    }
  });
  EXPECT_EQ(taken, expected);
  EXPECT_FALSE(frontier.take());
}

TEST(Frontier, KeepsOnDiskWhatMemoryHasNoRoomFor) {
  Level level(words), part(words, 1 << 16);
  for (Word i = 0; i < 100'000; ++i) part.add(state_of(i).data());
  level.append(std::move(part));
  const auto on_disk = std::ranges::count_if(level.blocks(), [](const Block& b) { return !b.words; });
  EXPECT_GT(on_disk, 10);
  for (Word i = 100'000; i < 101'000; ++i) part.add(state_of(i).data());
  level.append(std::move(part));
  Frontier frontier(std::move(level));
  Word next = 0;
  while (auto block = frontier.take()) {
    frontier.load(*block);
    for (std::uint64_t i = 0; i < block->count; ++i, ++next)
      EXPECT_TRUE(std::equal(block->words.get() + i * words, block->words.get() + (i + 1) * words,
                             state_of(next).begin()));
  }
  EXPECT_EQ(next, 101'000u);
}

TEST(Frontier, SharesOutASmallLevelToo) {
  Level level(words);
  for (Word i = 0; i < 1000; ++i) level.add(state_of(i).data());
  EXPECT_GT(level.blocks().size(), 3u);
}

}  // namespace
}  // namespace mc::store
