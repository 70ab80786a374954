// SPDX-License-Identifier: Apache-2.0
#include "store/recent.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace mc::store {
namespace {

using State = std::vector<Word>;

bool is_met(Recent& recent, const State& state) {
  std::uint32_t place = 1;
  if (recent.unmet(state.data(), 1, &place) == 0) return true;
  EXPECT_EQ(place, 0u);
  return false;
}

class RecentTest : public testing::TestWithParam<std::vector<unsigned>> {};

/// What it knows has been met; and it knows most of what was met a moment ago.
TEST_P(RecentTest, KnowsOnlyWhatWasMet) {
  Recent recent(GetParam());
  std::set<State> met;
  std::mt19937_64 random(1);
  State last;
  std::uint64_t known = 0, repeats = 0;
  for (int i = 0; i < 200'000; ++i) {
    State state = last;
    if (last.empty() || random() % 2 != 0) {
      state.clear();
      for (const unsigned bits : GetParam())
        state.push_back(random() % 50 == 0 ? ~Word{0} >> (64 - bits)
                                           : random() % 64 & (~Word{0} >> (64 - bits)));
    } else {
      ++repeats;
    }
    if (is_met(recent, state)) {
      ASSERT_TRUE(met.contains(state));
      ++known;
    }
    met.insert(state);
    last = state;
  }
  const bool all_words_full = std::ranges::all_of(GetParam(), [](unsigned bits) { return bits == 64; });
  if (all_words_full)
    EXPECT_EQ(known, 0u);
  else
    EXPECT_GE(known, repeats);
  recent.forget();
  for (const State& state : met) EXPECT_FALSE(is_met(recent, state));
}

TEST_P(RecentTest, TakesStatesInARowAsOneByOne) {
  Recent together(GetParam()), apart(GetParam());
  std::mt19937_64 random(2);
  for (int round = 0; round < 100; ++round) {
    const std::size_t count = random() % 50;
    State states;
    std::vector<std::uint32_t> expected, places(count);
    for (std::uint32_t i = 0; i < count; ++i) {
      for (const unsigned bits : GetParam()) states.push_back(random() % 4 & (~Word{0} >> (64 - bits)));
      if (!is_met(apart, State(states.end() - static_cast<long>(GetParam().size()), states.end())))
        expected.push_back(i);
    }
    places.resize(together.unmet(states.data(), count, places.data()));
    EXPECT_EQ(places, expected);
  }
}

INSTANTIATE_TEST_SUITE_P(Widths, RecentTest,
                         testing::Values(std::vector<unsigned>{1}, std::vector<unsigned>{64},
                                         std::vector<unsigned>{7, 3}, std::vector<unsigned>{64, 11},
                                         std::vector<unsigned>{64, 64, 64},
                                         std::vector<unsigned>{64, 60, 64, 9, 64}));

}  // namespace
}  // namespace mc::store
