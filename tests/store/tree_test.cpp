// SPDX-License-Identifier: Apache-2.0
#include "store/tree.h"

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <utility>

namespace mc::store {
namespace {

class TreeTest : public testing::TestWithParam<unsigned> {};

/// Also where dictionaries fill up in the midst of a row of states.
TEST_P(TreeTest, KeysAreOneToOneAndLeadBack) {
  const unsigned words = GetParam();
  Tree tree(words, 1);
  std::mt19937_64 random(words);
  std::map<std::vector<Word>, Key> keys;
  std::size_t growths = 0;
  for (int round = 0; round < 60; ++round) {
    std::vector<Word> states(500 * words);
    for (Word& word : states) word = random() % (random() % 4 == 0 ? 1'000'000 : 20);
    std::vector<std::uint32_t> places(500);
    std::iota(places.begin(), places.end(), 0);
    std::erase_if(places, [&](std::uint32_t) { return random() % 5 == 0; });
    std::vector<Key> found(places.size());
    for (std::size_t done = 0;;) {
      done += tree.encode(0, states.data(), std::span(places).subspan(done), found.data() + done);
      if (done == places.size()) break;
      tree.grow();
      ++growths;
    }
    for (std::size_t i = 0; i < places.size(); ++i) {
      const auto first = states.begin() + places[i] * words;
      const auto [known, added] = keys.try_emplace(std::vector<Word>(first, first + words), found[i]);
      EXPECT_TRUE(known->second == found[i]) << "a state has one key only";
    }
  }
  EXPECT_GT(growths, 0u);
  std::vector<Word> back(words);
  for (const auto& [state, key] : keys) {
    tree.decode(key, back.data());
    EXPECT_EQ(back, state);
  }
}

INSTANTIATE_TEST_SUITE_P(Words, TreeTest, testing::Values(1, 2, 4, 5, 7, 12));

}  // namespace
}  // namespace mc::store
