#include "lib/recent.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

namespace mc::lib {
namespace {

using State = std::vector<Word>;

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
    if (recent.met(state.data())) {
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
  for (const State& state : met) EXPECT_FALSE(recent.met(state.data()));
}

INSTANTIATE_TEST_SUITE_P(Widths, RecentTest,
                         testing::Values(std::vector<unsigned>{1}, std::vector<unsigned>{64},
                                         std::vector<unsigned>{7, 3}, std::vector<unsigned>{64, 11},
                                         std::vector<unsigned>{64, 64, 64},
                                         std::vector<unsigned>{64, 60, 64, 9, 64}));

}  // namespace
}  // namespace mc::lib
