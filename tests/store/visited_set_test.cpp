// SPDX-License-Identifier: Apache-2.0
#include "store/visited_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <random>
#include <set>

#include "base/team.h"

namespace mc::store {
namespace {

using State = std::vector<Word>;

class VisitedSetTest : public testing::TestWithParam<std::vector<unsigned>> {};

TEST_P(VisitedSetTest, IsASetOfStates) {
  const std::vector<unsigned>& bits = GetParam();
  const std::size_t words = bits.size();
  std::mt19937_64 random(words);
  VisitedSet set(bits, 1);
  std::set<State> model;
  std::vector<std::set<State>> by_depth(1u << Geometry::least_depth_bits);
  for (std::uint64_t depth = 0; depth < by_depth.size(); ++depth) {
    State states;
    std::set<std::size_t> expected, actual;
    for (std::size_t i = 0; i < 4000; ++i) {
      State state;
      for (const unsigned width : bits)
        state.push_back(width == 0 ? 0 : (random() % 13 * 0x1111'1111'1111'1111u) >> (64 - width));
      states.insert(states.end(), state.begin(), state.end());
      if (!model.insert(state).second) continue;
      by_depth[depth].insert(state);
      expected.insert(i);
    }
    for (std::size_t done = 0; done < 4000;) {
      std::vector<std::uint32_t> fresh;
      const std::size_t dealt = set.insert(0, states.data() + done * words, 4000 - done, depth, fresh);
      for (const std::uint32_t place : fresh) actual.insert(done + place);
      if ((done += dealt) == 4000) break;
      set.grow();
      set.move();
    }
    EXPECT_EQ(actual, expected);
    EXPECT_EQ(set.size(), model.size());
  }
  for (std::uint64_t depth = 0; depth < by_depth.size(); ++depth) {
    std::set<State> found;
    for (unsigned part = 0; part < 3; ++part)
      set.for_each(part, 3, depth,
                   [&](const Word* state) { EXPECT_TRUE(found.emplace(state, state + words).second); });
    EXPECT_EQ(found, by_depth[depth]);
  }
}

/// Every thread inserts every state in its own order, and all of them grow the set together.
TEST(VisitedSet, ThreadsAgreeWhoFoundAWideState) {
  constexpr unsigned threads = 4, words = 6;
  constexpr std::size_t count = 40'000;
  VisitedSet set(std::vector<unsigned>(words, 64), threads);
  base::Team team(threads);
  std::vector<State> states(threads);
  std::vector<std::size_t> done(threads, 0);
  std::vector<int> found(count);
  for (unsigned thread = 0; thread < threads; ++thread) {
    State order(count);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(thread));
    for (const Word i : order) states[thread].insert(states[thread].end(), {i, i / 3, i % 7, ~i, i * i, 0});
  }
  std::mutex mutex;
  for (bool all = false; !all;) {
    team.run([&](unsigned lane) {
      std::vector<std::uint32_t> fresh;
      const Word* first = states[lane].data() + done[lane] * words;
      done[lane] += set.insert(lane, first, count - done[lane], 1, fresh);
      const std::lock_guard lock(mutex);
      for (const std::uint32_t place : fresh) ++found[first[place * words]];
    });
    all = std::ranges::all_of(done, [](std::size_t d) { return d == count; });
    if (all) break;
    set.grow();
    team.run([&](unsigned) { set.move(); });
  }
  EXPECT_TRUE(std::ranges::all_of(found, [](int times) { return times == 1; }));
  EXPECT_EQ(set.size(), count);
  std::size_t visited = 0;
  set.for_each(0, 1, 1, [&](const Word* state) {
    ++visited;
    EXPECT_EQ(state[4], state[0] * state[0]);
    EXPECT_EQ(state[3], ~state[0]);
  });
  EXPECT_EQ(visited, count);
}

INSTANTIATE_TEST_SUITE_P(Widths, VisitedSetTest,
                         testing::Values(std::vector<unsigned>{0}, std::vector<unsigned>{5},
                                         std::vector<unsigned>{64}, std::vector<unsigned>{63, 20},
                                         std::vector<unsigned>{64, 64}, std::vector<unsigned>{60, 50, 18},
                                         std::vector<unsigned>{64, 63, 60, 64, 7},
                                         std::vector<unsigned>(40, 64)));

}  // namespace
}  // namespace mc::store
