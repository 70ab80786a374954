// SPDX-License-Identifier: Apache-2.0
#include "store/bijection.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <utility>

namespace mc::store {
namespace {

class BijectionTest : public testing::TestWithParam<unsigned> {};

TEST_P(BijectionTest, GoesBackAndForth) {
  const unsigned bits = GetParam();
  std::mt19937_64 random(bits);
  for (const unsigned hashed : {std::min(bits, 64u), (std::min(bits, 64u) + 1) / 2, 1u}) {
    const Bijection bijection(bits, hashed);
    for (int i = 0; i < 3'000; ++i) {
      const Key key = low_bits(Key{random()} << 64 | random(), bits);
      const Key hash = bijection.forward(key);
      EXPECT_TRUE(low_bits(hash, bits) == hash);
      EXPECT_TRUE(bijection.backward(hash) == key);
      EXPECT_TRUE(bijection.forward(bijection.backward(key)) == key);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Bits, BijectionTest, testing::Range(1u, 129u));

/// Keys that differ in few bits, as states do, are spread evenly over the upper values of the low word.
TEST(Bijection, SpreadsKeysThatDifferInFewBits) {
  for (const auto& [bits, word] : {std::pair{20u, 20u},
                                   {40u, 40u},
                                   {40u, 30u},
                                   {64u, 64u},
                                   {70u, 30u},
                                   {71u, 64u},
                                   {100u, 64u},
                                   {120u, 30u},
                                   {128u, 64u}}) {
    const Bijection bijection(bits, word);
    constexpr unsigned buckets = 64;
    std::array<unsigned, buckets> count{};
    unsigned keys = 0;
    for (unsigned a = 0; a < bits; ++a)
      for (unsigned b = a + 1; b < bits; ++b)
        for (unsigned c = b + 1; c < bits; ++c, ++keys) {
          const Key hash = bijection.forward(Key{1} << a | Key{1} << b | Key{1} << c);
          ++count[static_cast<std::uint64_t>(low_bits(hash, word)) >> (word - 6)];
        }
    // Six standard deviations of a random function.
    const double mean = keys / double{buckets}, most = mean + 6 * std::sqrt(mean);
    for (const unsigned one : count) EXPECT_LT(one, most) << bits << ' ' << word;
  }
}

TEST(Bijection, BitsThatAre0ChangeNothing) {
  std::mt19937_64 random(3);
  for (const unsigned hashed : {1u, 20u, 40u, 64u})
    for (unsigned bits = hashed; bits <= 128; ++bits) {
      const Key key = low_bits(Key{random()} << 64 | random(), bits);
      EXPECT_TRUE(Bijection(bits, hashed).forward(key) == Bijection(128, hashed).forward(key)) << bits;
    }
}

}  // namespace
}  // namespace mc::store
