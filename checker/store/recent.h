// SPDX-License-Identifier: Apache-2.0
// Recent states (cache): states that one thread has met lately: most successors of neighbouring states are
// the same.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "store/packing.h"

namespace mc::store {

/// A cache, one state a place, small enough for the second-level cache of a core. Exact: states are kept and
/// compared in full, so what it knows has been met; what it does not know may have been met, too.
class Recent {
 public:
  explicit Recent(const std::vector<unsigned>& word_bits)
      : words_(word_bits.size()),
        shift_(static_cast<unsigned>(65 - std::bit_width(bytes / sizeof(Word) / words_))),
        useful_(std::ranges::any_of(word_bits, [](unsigned bits) { return bits < 64; })) {
    forget();
  }

  /// Writes to `places` which of `count` states have not been met; now all have. Returns how many it wrote;
  /// `places` has room for all.
  std::size_t unmet(const Word* states, std::size_t count, std::uint32_t* places) {
    switch (words_) {
      case 1: return unmet_of<1>(states, count, places);
      case 2: return unmet_of<2>(states, count, places);
      case 3: return unmet_of<3>(states, count, places);
      case 4: return unmet_of<4>(states, count, places);
      default: return unmet_of<0>(states, count, places);
    }
  }

  /// From now on none has been met. All bits of all words set are no state (or else it is of no use).
  void forget() { states_.assign((std::size_t{1} << (64 - shift_)) * words_, ~Word{0}); }

 private:
  /// For states of so many words; 0: of words_.
  template <std::size_t fixed>
  std::size_t unmet_of(const Word* states, std::size_t count, std::uint32_t* places) {
    const std::size_t words = fixed == 0 ? words_ : fixed;
    const unsigned shift = shift_, useful = useful_;
    Word* const known = states_.data();
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < count; ++i, states += words) {
      Word hash = 0;
      for (std::size_t word = 0; word < words; ++word) hash = (hash ^ states[word]) * 0x9e3779b97f4a7c15u;
      Word* const place = known + (hash >> shift) * words;
      Word differences = 0;
      for (std::size_t word = 0; word < words; ++word) {
        differences |= place[word] ^ states[word];
        place[word] = states[word];
      }
      places[found] = i;
      found += (differences != 0) | (useful ^ 1);
    }
    return found;
  }

  static constexpr std::size_t bytes = std::size_t{1} << 20;

  std::size_t words_;
  unsigned shift_;
  bool useful_;
  std::vector<Word> states_;
};

}  // namespace mc::store
