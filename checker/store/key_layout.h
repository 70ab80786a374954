// SPDX-License-Identifier: Apache-2.0
// Key layout: numbers that get wider, as one integer that does not change.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "store/packing.h"

namespace mc::store {

/// Puts a few numbers into one key. When one of them may get larger, its new bits take the place above all
/// others: keys that exist already have zeros there, and remain as they are.
class KeyLayout {
 public:
  /// For `numbers` numbers, all of them 0 so far.
  explicit KeyLayout(std::size_t numbers) : widths_(numbers) {}

  unsigned width(std::size_t number) const { return widths_[number]; }
  /// Width of a key, at least 1.
  unsigned bits() const { return std::max(bits_, 1u); }

  /// Lets a number take `width` bits, 64 at most, and no fewer than before; all together 128 at most.
  void widen(std::size_t number, unsigned width) {
    if (width == widths_[number]) return;
    const unsigned more = width - widths_[number];
    parts_.push_back({number, widths_[number], bits_, ~std::uint64_t{0} >> (64 - more)});
    widths_[number] = width;
    bits_ += more;
  }

  Key pack(const Word* numbers) const {
    Key key = 0;
    for (const Part& part : parts_) key |= Key{numbers[part.number] >> part.from & part.mask} << part.at;
    return key;
  }
  void unpack(Key key, Word* numbers) const {
    std::fill_n(numbers, widths_.size(), 0);
    for (const Part& part : parts_)
      numbers[part.number] |= (static_cast<Word>(key >> part.at) & part.mask) << part.from;
  }

 private:
  /// Bits of a number, and where they stand in the key.
  struct Part {
    std::size_t number;
    unsigned from, at;
    Word mask;
  };

  std::vector<Part> parts_;
  std::vector<unsigned> widths_;
  unsigned bits_ = 0;
};

}  // namespace mc::store
