// SPDX-License-Identifier: Apache-2.0
#include "explore/forecast.h"

#include <gtest/gtest.h>

#include <numeric>

namespace mc::explore {
namespace {

/// Levels of `digits` counters from 0 to 9: how many vectors of digits have each sum.
std::vector<std::uint64_t> sums_of_digits(unsigned digits) {
  std::vector<std::uint64_t> sizes{1};
  for (unsigned i = 0; i < digits; ++i) {
    std::vector<std::uint64_t> next(sizes.size() + 9);
    for (std::size_t sum = 0; sum < sizes.size(); ++sum)
      for (std::size_t digit = 0; digit < 10; ++digit) next[sum + digit] += sizes[sum];
    sizes = std::move(next);
  }
  return sizes;
}

TEST(Forecast, IsOfTheRightSizeFromTheMiddleOn) {
  for (const unsigned digits : {5u, 8u, 11u}) {
    const std::vector<std::uint64_t> sizes = sums_of_digits(digits);
    const auto total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
    for (std::size_t seen = sizes.size() / 2; seen < sizes.size(); ++seen) {
      const auto guess = forecast({sizes.begin(), sizes.begin() + static_cast<long>(seen)});
      ASSERT_TRUE(guess);
      EXPECT_LE(guess->least, guess->most);
      EXPECT_LT(guess->least, 2 * total) << digits << " digits, level " << seen;
      EXPECT_GT(guess->most, total / 2) << digits << " digits, level " << seen;
    }
  }
}

TEST(Forecast, SaysNothingWithoutReason) {
  EXPECT_FALSE(forecast({}));
  EXPECT_FALSE(forecast({1, 2, 3, 4}));
  std::vector<std::uint64_t> faster;
  for (std::uint64_t i = 0; i < 30; ++i) faster.push_back(std::uint64_t{1} << (i * i / 20));
  EXPECT_FALSE(forecast(faster));
}

}  // namespace
}  // namespace mc::explore
