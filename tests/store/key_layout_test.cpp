// SPDX-License-Identifier: Apache-2.0
#include "store/key_layout.h"

#include <gtest/gtest.h>

#include <random>

namespace mc::store {
namespace {

TEST(KeyLayout, KeysRemainWhenNumbersGetWider) {
  std::mt19937_64 random(1);
  for (int run = 0; run < 100; ++run) {
    KeyLayout layout(4);
    EXPECT_EQ(layout.bits(), 1u);
    std::vector<Word> numbers(4);
    while (layout.bits() < 120) {
      for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = static_cast<Word>(low_bits(random(), layout.width(i)));
      const Key before = layout.pack(numbers.data());
      EXPECT_TRUE(low_bits(before, layout.bits()) == before);
      const std::size_t wider = random() % 4;
      layout.widen(wider, layout.width(wider) + static_cast<unsigned>(random() % 4));
      EXPECT_TRUE(layout.pack(numbers.data()) == before);
      std::vector<Word> again(4, 7);
      layout.unpack(before, again.data());
      EXPECT_EQ(again, numbers);
    }
  }
}

/// Every key that fits is the key of some numbers, so none is that of two.
TEST(KeyLayout, UsesEveryBitOnce) {
  KeyLayout layout(3);
  for (const auto& [number, width] : {std::pair{0u, 2u}, {1u, 1u}, {0u, 4u}, {2u, 3u}, {1u, 3u}})
    layout.widen(number, width);
  ASSERT_EQ(layout.bits(), 10u);
  for (Key key = 0; key < 1 << 10; ++key) {
    std::vector<Word> numbers(3);
    layout.unpack(key, numbers.data());
    EXPECT_TRUE(layout.pack(numbers.data()) == key);
  }
}

}  // namespace
}  // namespace mc::store
