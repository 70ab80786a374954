#include "lib/bijection.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

namespace mc::lib {
namespace {

class BijectionTest : public testing::TestWithParam<unsigned> {};

TEST_P(BijectionTest, GoesBackAndForth) {
  const unsigned bits = GetParam();
  const Bijection bijection(bits);
  std::mt19937_64 random(bits);
  for (int i = 0; i < 10'000; ++i) {
    const Key key = low_bits(Key{random()} << 64 | random(), bits);
    const Key hash = bijection.forward(key);
    EXPECT_TRUE(low_bits(hash, bits) == hash);
    EXPECT_TRUE(bijection.backward(hash) == key);
    EXPECT_TRUE(bijection.forward(bijection.backward(key)) == key);
  }
}

INSTANTIATE_TEST_SUITE_P(Bits, BijectionTest, testing::Range(1u, 129u));

/// Keys that differ in few bits, as states do, are spread evenly over the upper values of the low word.
TEST(Bijection, SpreadsKeysThatDifferInFewBits) {
  for (const unsigned bits : {20u, 40u, 64u, 71u, 100u, 128u}) {
    const Bijection bijection(bits);
    constexpr unsigned buckets = 64;
    std::array<unsigned, buckets> count{};
    unsigned keys = 0;
    const unsigned word = std::min(bits, 64u);
    for (unsigned a = 0; a < bits; ++a)
      for (unsigned b = a + 1; b < bits; ++b)
        for (unsigned c = b + 1; c < bits; ++c, ++keys) {
          const Key hash = bijection.forward(Key{1} << a | Key{1} << b | Key{1} << c);
          ++count[static_cast<std::uint64_t>(hash) >> (word - 6)];
        }
    // Six standard deviations of a random function.
    const double mean = keys / double{buckets}, most = mean + 6 * std::sqrt(mean);
    for (const unsigned one : count) EXPECT_LT(one, most) << bits;
  }
}

}  // namespace
}  // namespace mc::lib
