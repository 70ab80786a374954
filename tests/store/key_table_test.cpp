// SPDX-License-Identifier: Apache-2.0
#include "store/key_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <new>
#include <numeric>
#include <random>
#include <set>
#include <utility>

#include "base/team.h"

namespace mc::store {
namespace {

void expect_hash_again(unsigned bits, unsigned hashed, std::uint64_t lines, std::mt19937_64& random) {
  const Geometry geometry(bits, hashed, lines, 16);
  EXPECT_LE(geometry.key_part_bits() + geometry.depth_bits, geometry.slot_bytes * 8);
  for (int i = 0; i < 100; ++i) {
    const Key any = Key{random()} << 64 | random();
    for (const Key hash : {low_bits(any, bits), low_bits(Key(i), bits), low_bits(~Key(i), bits)}) {
      const auto place = geometry.place(hash);
      ASSERT_LT(place.home, lines);
      ASSERT_TRUE(low_bits(place.remainder, geometry.remainder_bits) == place.remainder);
      ASSERT_TRUE(geometry.hash(place) == hash);
    }
    for (unsigned distance = 0; distance < 64; ++distance) {
      const std::uint64_t home = random() % lines, line = geometry.line(home, distance);
      ASSERT_LT(line, lines);
      ASSERT_EQ(geometry.home(line, distance), home);
    }
  }
}

TEST(Geometry, HomeAndRemainderGiveTheHashAgain) {
  std::mt19937_64 random(1);
  for (unsigned bits = 1; bits <= 128; ++bits)
    for (const std::uint64_t lines : {4096u, 5000u, 6143u, 8191u, 1u << 20, (1u << 22) + 12'345})
      for (const unsigned hashed : {std::min(bits, 64u), std::min(bits, 30u)})
        expect_hash_again(bits, hashed, lines, random);
}

TEST(Geometry, HomesKeepTheirOrderWhenTheTableGrows) {
  std::mt19937_64 random(2);
  for (const unsigned bits : {40u, 64u, 90u}) {
    const Geometry before(bits, 30, 5000, 16), after(bits + 20, 30, 7001, 16);
    std::vector<Key> hashes(1000);
    for (Key& hash : hashes) hash = low_bits(Key{random()} << 64 | random(), bits);
    std::ranges::sort(hashes, {}, [&](Key hash) { return before.home(hash); });
    for (std::size_t i = 1; i < hashes.size(); ++i)
      if (before.home(hashes[i - 1]) < before.home(hashes[i])) {
        ASSERT_LE(after.home(hashes[i - 1]), after.home(hashes[i]));
      }
  }
}

/// Inserts through all growths, one lane; the places of new keys.
std::vector<std::uint32_t> insert_all(KeyTable& table, const std::vector<Key>& keys, std::uint64_t depth,
                                      std::uint64_t memory_limit = 0) {
  std::vector<std::uint32_t> fresh;
  for (std::size_t done = 0;;) {
    std::vector<std::uint32_t> now;
    const std::size_t dealt = table.insert(0, keys.data() + done, keys.size() - done, depth, now);
    for (const std::uint32_t place : now) fresh.push_back(place + static_cast<std::uint32_t>(done));
    if ((done += dealt) == keys.size()) return fresh;
    table.grow(memory_limit);
    table.move();
  }
}

using KeyPair = std::pair<std::uint64_t, std::uint64_t>;
KeyPair pair_of(Key key) {
  return {static_cast<std::uint64_t>(key >> 64), static_cast<std::uint64_t>(key)};
}

/// All keys that the table says it has at `depth`, each once.
std::set<KeyPair> keys_at(const KeyTable& table, std::uint64_t depth) {
  std::set<KeyPair> found;
  for (unsigned part = 0; part < 5; ++part)
    table.for_each(part, 5, depth, [&](Key key) { EXPECT_TRUE(found.insert(pair_of(key)).second); });
  return found;
}

class KeyTableTest : public testing::TestWithParam<unsigned> {};

TEST_P(KeyTableTest, IsASetThatRemembersDepths) {
  const unsigned bits = GetParam();
  std::mt19937_64 random(bits);
  KeyTable table(bits, 1);
  std::set<KeyPair> model;
  std::vector<std::set<KeyPair>> by_depth(1u << Geometry::least_depth_bits);
  for (std::uint64_t depth = 0; depth < by_depth.size(); ++depth) {
    std::vector<Key> keys;
    std::set<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < 5000; ++i) {
      // Close together, as packed states are, and each of many twice.
      const Key key = Key{random() % 200} << 64 | (random() % 30) << 40 | random() % 20;
      keys.push_back(low_bits(key, bits));
      if (!model.insert(pair_of(keys.back())).second) continue;
      by_depth[depth].insert(pair_of(keys.back()));
      expected.insert(i);
    }
    const auto fresh = insert_all(table, keys, depth);
    EXPECT_EQ(std::set(fresh.begin(), fresh.end()), expected);
    EXPECT_EQ(table.size(), model.size());
  }
  ASSERT_GE(table.geometry().depth_bits, Geometry::least_depth_bits);
  for (std::uint64_t depth = 0; depth < by_depth.size(); ++depth)
    EXPECT_EQ(keys_at(table, depth), by_depth[depth]);
}

INSTANTIATE_TEST_SUITE_P(Bits, KeyTableTest,
                         testing::Values(1, 5, 12, 20, 33, 40, 52, 63, 64, 65, 80, 100, 127, 128));

/// All keys that the table has, sorted.
std::vector<Key> sorted_keys(const KeyTable& table) {
  std::vector<Key> found;
  table.for_each(0, 1, [&](Key key, std::uint64_t) { found.push_back(key); });
  std::ranges::sort(found);
  return found;
}

/// Small tables are hashed anew, large ones not.
TEST(KeyTable, GrowsToWiderKeys) {
  KeyTable table(22, 1);
  table.grow(0);  // there is room
  table.move();
  std::vector<Key> all;
  for (const auto& [bits, count] : {std::pair{22u, 50'000u},
                                    {30u, 1'700'000u},
                                    {40u, 1000u},
                                    {52u, 1000u},
                                    {64u, 1000u},
                                    {128u, 1000u}}) {
    table.grow(0, bits);
    table.move();
    std::vector<Key> keys(count);
    for (std::size_t i = 0; i < count; ++i) keys[i] = (Key{1} << (bits - 1)) + 5 * i;
    EXPECT_EQ(insert_all(table, keys, 1).size(), keys.size());
    all.insert(all.end(), keys.begin(), keys.end());
    EXPECT_TRUE(insert_all(table, {all.begin(), all.begin() + 1000}, 1).empty());
    EXPECT_TRUE(sorted_keys(table) == all) << bits;
  }
  EXPECT_EQ(table.geometry().hashed_bits, 30u);
}

/// Every thread inserts every key in its own order, and all of them move the table together.
TEST(KeyTable, ThreadsAgreeWhoFoundAKey) {
  constexpr unsigned threads = 4;
  constexpr std::size_t count = 60'000;
  for (const unsigned bits : {17u, 40u, 70u}) {
    KeyTable table(bits, threads);
    base::Team team(threads);
    std::vector<std::vector<Key>> keys(threads);
    std::vector<std::vector<std::uint32_t>> fresh(threads);
    std::vector<std::size_t> done(threads, 0);
    std::vector<int> found(count);
    for (unsigned thread = 0; thread < threads; ++thread) {
      for (std::size_t i = 0; i < count; ++i) keys[thread].push_back(i);
      std::shuffle(keys[thread].begin(), keys[thread].end(), std::mt19937_64(thread));
    }
    while (!std::ranges::all_of(done, [&](std::size_t d) { return d == count; })) {
      team.run([&](unsigned lane) {
        fresh[lane].clear();
        const Key* first = keys[lane].data() + done[lane];
        done[lane] += table.insert(lane, first, count - done[lane], 1, fresh[lane]);
        for (std::uint32_t& place : fresh[lane]) place = static_cast<std::uint32_t>(first[place]);
      });
      for (const auto& numbers : fresh)
        for (const std::uint32_t number : numbers) ++found[number];
      if (std::ranges::all_of(done, [&](std::size_t d) { return d == count; })) break;
      table.grow(0);
      team.run([&](unsigned) { table.move(); });
    }
    EXPECT_TRUE(std::ranges::all_of(found, [](int times) { return times == 1; }));
    EXPECT_EQ(table.size(), count);
    EXPECT_EQ(keys_at(table, 1).size(), count);
  }
}

TEST(KeyTable, StopsAtItsMemoryLimitAndRemainsValid) {
  constexpr std::uint64_t limit = 3 << 20;
  KeyTable table(50, 1);
  std::vector<Key> keys(1 << 20);
  std::iota(keys.begin(), keys.end(), Key{0});
  EXPECT_THROW(insert_all(table, keys, 2, limit), std::bad_alloc);
  EXPECT_LE(table.memory_bytes(), limit);
  EXPECT_GT(table.memory_bytes(), limit / 16 * 15);  // as much of it as can be used is used
  const std::set<KeyPair> found = keys_at(table, 2);
  EXPECT_EQ(found.size(), table.size());
  for (const auto& [high, low] : found) EXPECT_LT(low, keys.size());
}

/// Bytes a key once the table is no longer small.
TEST(KeyTable, TakesFewBytesAKey) {
  for (const auto& [bits, most] : {std::pair{40u, 9.0}, std::pair{60u, 14.0}, std::pair{70u, 16.0}}) {
    KeyTable table(bits, 1);
    std::mt19937_64 random(bits);
    while (table.size() < 4'000'000) {
      std::vector<Key> keys(50'000);
      for (Key& key : keys) key = low_bits(Key{random()} << 64 | random(), bits);
      insert_all(table, keys, 1);
      const double bytes = static_cast<double>(table.memory_bytes()) / static_cast<double>(table.size());
      if (table.memory_bytes() > std::uint64_t{1} << 25) {
        EXPECT_LT(bytes, most) << bits << " bits, " << table.size() << " keys";
      }
    }
  }
}

}  // namespace
}  // namespace mc::store
