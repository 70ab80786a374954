// SPDX-License-Identifier: Apache-2.0
// Packing: a few words, of which not all bits are in use, as one integer.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "store/bijection.h"

namespace mc::store {

using Word = std::uint64_t;

/// Puts the lowest bits[i] bits of each word i one after the other; the other bits of the words are 0.
class Packing {
 public:
  /// `bits` are 0..64 each, and 128 at most together.
  explicit Packing(std::vector<unsigned> bits) : bits_(std::move(bits)) {}

  const std::vector<unsigned>& widths() const { return bits_; }
  /// Width of a key, at least 1.
  unsigned bits() const { return std::max(1u, std::accumulate(bits_.begin(), bits_.end(), 0u)); }

  Key pack(const Word* words) const {
    Key key = words[0];
    unsigned shift = bits_[0];
    for (std::size_t i = 1; i < bits_.size(); shift += bits_[i++]) key |= Key{words[i]} << shift;
    return key;
  }
  void unpack(Key key, Word* words) const {
    for (std::size_t i = 0; i < bits_.size(); key >>= bits_[i++])
      words[i] = static_cast<Word>(low_bits(key, bits_[i]));
  }

 private:
  std::vector<unsigned> bits_;
};

}  // namespace mc::store
