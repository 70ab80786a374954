// States that one thread has met lately: most successors of neighbouring states are the same.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lib/packing.h"

namespace mc::lib {

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

  /// Whether `state` has been met; if not, it has now.
  bool met(const Word* state) {
    Word hash = 0;
    for (std::size_t i = 0; i < words_; ++i) hash = (hash ^ state[i]) * 0x9e3779b97f4a7c15u;
    Word* const place = states_.data() + (hash >> shift_) * words_;
    Word differences = 0;
    for (std::size_t i = 0; i < words_; ++i) {
      differences |= place[i] ^ state[i];
      place[i] = state[i];
    }
    return differences == 0 && useful_;
  }

  /// From now on none has been met. All bits of all words set are no state (or else it is of no use).
  void forget() { states_.assign((std::size_t{1} << (64 - shift_)) * words_, ~Word{0}); }

 private:
  static constexpr std::size_t bytes = std::size_t{1} << 19;

  std::size_t words_;
  unsigned shift_;
  bool useful_;
  std::vector<Word> states_;
};

}  // namespace mc::lib
