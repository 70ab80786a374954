// SPDX-License-Identifier: Apache-2.0
#include "store/numbered_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <new>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <thread>

#include "base/hash.h"
#include "base/team.h"

namespace mc::store {
namespace {

using State = std::vector<Word>;

State state_of(const NumberedSet& set, Number number, unsigned words) {
  return {set[number], set[number] + words};
}

/// Inserts through all growths, one lane.
void insert_all(NumberedSet& set, std::span<const Word> states, unsigned words, std::vector<Number>& fresh) {
  std::size_t done = 0;
  const std::size_t count = states.size() / words;
  while ((done += set.insert(0, states.data() + done * words, count - done, fresh)) < count) {
    set.grow();
    set.rehash(0);
  }
}

std::vector<Number> insert_all(NumberedSet& set, std::span<const Word> states, unsigned words) {
  std::vector<Number> fresh;
  insert_all(set, states, words, fresh);
  return fresh;
}

/// Random words with many repeats, small and close together as packed states are.
State random_states(std::mt19937_64& random, std::size_t count, unsigned words, Word range) {
  State result(count * words);
  for (Word& word : result) word = random() % range;
  return result;
}

class NumberedSetTest : public testing::TestWithParam<unsigned> {};

TEST_P(NumberedSetTest, IsASetWhateverItsSize) {
  const unsigned words = GetParam();
  std::mt19937_64 random(words);
  NumberedSet set(words, 1);
  std::set<State> model;
  for (int round = 0; round < 30; ++round) {
    const State states = random_states(random, words > 10 ? 100 : 3000, words, words == 1 ? 50'000 : 40);
    const std::uint64_t before = model.size();
    for (std::size_t i = 0; i < states.size(); i += words)
      model.emplace(states.begin() + static_cast<long>(i), states.begin() + static_cast<long>(i + words));
    const std::vector<Number> fresh = insert_all(set, states, words);
    EXPECT_EQ(fresh.size(), model.size() - before);
    EXPECT_EQ(set.size(), model.size());
    for (const Number number : fresh) EXPECT_TRUE(model.contains(state_of(set, number, words)));
  }
}

TEST_P(NumberedSetTest, FindsEveryStateAgainAfterGrowth) {
  const unsigned words = GetParam();
  std::mt19937_64 random(words);
  NumberedSet set(words, 1);
  const State states = random_states(random, words > 10 ? 3000 : 40'000, words, ~Word{0});
  const std::uint64_t first_bytes = set.memory_bytes();
  const std::vector<Number> fresh = insert_all(set, states, words);
  EXPECT_GT(set.memory_bytes(), first_bytes);
  EXPECT_TRUE(insert_all(set, states, words).empty());
  for (const Number number : fresh) EXPECT_EQ(set.find(set[number]), number);
  const State absent(words, 1);
  EXPECT_FALSE(set.find(absent.data()));
  std::set<State> seen;
  for (const Number number : fresh) seen.insert(state_of(set, number, words));
  EXPECT_EQ(seen.size(), set.size());
}

INSTANTIATE_TEST_SUITE_P(Words, NumberedSetTest, testing::Values(1, 2, 3, 7, 100, 1000));

TEST(NumberedSet, HoldsTheStateOfZeros) {
  NumberedSet set(1, 1);
  const Word zero = 0;
  std::vector<Number> fresh;
  EXPECT_EQ(set.insert(0, &zero, 1, fresh), 1u);
  EXPECT_EQ(set.insert(0, &zero, 1, fresh), 1u);
  EXPECT_EQ(fresh.size(), 1u);
}

/// The word whose hash, as a state of one word, is `hash`.
Word with_hash(std::uint64_t hash) {
  const auto inverse = [](std::uint64_t odd) {
    std::uint64_t result = odd;
    for (int i = 0; i < 6; ++i) result *= 2 - odd * result;  // Newton: twice the correct bits each time
    return result;
  };
  constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;
  std::uint64_t x = hash - golden;
  x ^= x >> 33;
  x *= inverse(0xc4ceb9fe1a85ec53u);
  x ^= x >> 33;
  x *= inverse(0xff51afd7ed558ccdu);
  x ^= x >> 33;
  return x ^ golden;
}

TEST(NumberedSet, TellsStatesApartWhoseEntriesShareAllHashBits) {
  State states;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    states.push_back(with_hash(i << 30));
    ASSERT_EQ(base::hash(&states.back(), 1), i << 30);
  }
  NumberedSet set(1, 1);
  EXPECT_EQ(insert_all(set, states, 1).size(), states.size());
  EXPECT_TRUE(insert_all(set, states, 1).empty());
}

/// Every thread inserts every state of its own permutation, and all of them grow the set together.
TEST(NumberedSet, ThreadsAgreeWhoFoundAState) {
  constexpr unsigned threads = 4, words = 2;
  constexpr Word count = 20'000;
  NumberedSet set(words, threads);
  base::Team team(threads);
  std::vector<State> states(threads);
  std::vector<std::vector<Number>> fresh(threads);
  std::vector<std::size_t> done(threads, 0);
  for (unsigned thread = 0; thread < threads; ++thread) {
    std::vector<Word> order(count);
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), std::mt19937_64(thread));
    for (const Word value : order) states[thread].insert(states[thread].end(), {value, value * value});
  }
  const auto finished = [&] { return std::ranges::all_of(done, [&](std::size_t d) { return d == count; }); };
  while (true) {
    team.run([&](unsigned lane) {
      done[lane] +=
          set.insert(lane, states[lane].data() + done[lane] * words, count - done[lane], fresh[lane]);
    });
    if (finished()) break;
    set.grow();
    team.run([&](unsigned lane) { set.rehash(lane); });
  }
  std::map<Word, int> found;
  for (const auto& numbers : fresh)
    for (const Number number : numbers) ++found[set[number][0]];
  EXPECT_EQ(found.size(), count);
  EXPECT_EQ(set.size(), count);
  for (const auto& [value, times] : found) EXPECT_EQ(times, 1) << value;
}

TEST(NumberedSet, StopsAtItsMemoryLimitAndRemainsValid) {
  constexpr std::uint64_t limit = 1 << 20;
  NumberedSet set(1, 1, limit);
  std::mt19937_64 random(1);
  const State states = random_states(random, 1 << 20, 1, ~Word{0});
  std::vector<Number> fresh;
  EXPECT_THROW(insert_all(set, states, 1, fresh), std::bad_alloc);
  EXPECT_LE(set.memory_bytes(), limit);
  std::set<Word> seen;
  for (const Number number : fresh) seen.insert(set[number][0]);
  EXPECT_EQ(seen.size(), set.size());
  EXPECT_GT(seen.size(), 0u);
}

TEST(NumberedSet, TakesFewBytesBesidesTheStates) {
  NumberedSet set(2, 1);
  std::mt19937_64 random(1);
  for (int i = 0; i < 40; ++i) {
    insert_all(set, random_states(random, 10'000, 2, ~Word{0}), 2);
    const double bytes = static_cast<double>(set.memory_bytes()) / static_cast<double>(set.size());
    EXPECT_LT(bytes, 2 * sizeof(Word) + 16);
  }
}

}  // namespace
}  // namespace mc::store
