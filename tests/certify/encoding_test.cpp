// SPDX-License-Identifier: Apache-2.0
#include "certify/encoding.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::certify {
namespace {

TEST(Encoding, ReachableStatesAreDecodedAsTheyWereEncoded) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = test::random_system(*rc::gen::arbitrary<std::uint64_t>());
    const Encoding encoding(system);
    std::vector<ir::Word> words(encoding.words());
    for (const ir::State& state : test::reachable(system, 300).states) {
      encoding.encode(state, words.data());
      const auto back = encoding.decode(words.data());
      RC_ASSERT(back && *back == state);
    }
  }));
}

TEST(Encoding, WordsThatAreDecodedAreEncodedAsTheyWere) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = test::random_system(*rc::gen::arbitrary<std::uint64_t>());
    const Encoding encoding(system);
    std::vector<ir::Word> words(encoding.words()), again(encoding.words());
    for (const ir::State& state : test::reachable(system, 20).states)
      for (unsigned bit = 0; bit < 64 * encoding.words(); ++bit) {
        encoding.encode(state, words.data());
        words[bit / 64] ^= ir::Word{1} << bit % 64;
        const auto changed = encoding.decode(words.data());
        if (!changed) continue;
        RC_ASSERT(*changed != state);
        encoding.encode(*changed, again.data());
        RC_ASSERT(again == words);
      }
  }));
}

}  // namespace
}  // namespace mc::certify
