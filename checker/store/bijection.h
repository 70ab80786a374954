// SPDX-License-Identifier: Apache-2.0
// Bijective hash: a hash that loses nothing: a one-to-one mapping of integers of any width up to 128 bits.
#pragma once

#include <cstdint>

namespace mc::store {

/// A packed state, or what stands for it, as one integer.
__extension__ using Key = unsigned __int128;

constexpr Key low_bits(Key value, unsigned bits) {
  return bits >= 128 ? value : value & ((Key{1} << bits) - 1);
}

/// Maps integers of `bits` bits one-to-one onto themselves, so that their lowest `hashed` bits look random:
/// each of these depends on every bit of the input. The others stay as they are. So bits that are 0, added
/// above a key, change nothing of its hash.
class Bijection {
 public:
  /// `bits` in 1..128, `hashed` in 1..64 and no more than `bits`.
  Bijection(unsigned bits, unsigned hashed)
      : hashed_(hashed),
        shift_((hashed + 1) / 2),
        mask_(~std::uint64_t{0} >> (64 - hashed)),
        wide_(bits > hashed) {}

  [[gnu::always_inline]] Key forward(Key key) const {
    if (!wide_) return scramble(static_cast<std::uint64_t>(key));
    const Key above = key >> hashed_;
    return above << hashed_ | scramble((static_cast<std::uint64_t>(key) & mask_) ^ spread(above));
  }

  /// backward(forward(key)) == key.
  Key backward(Key hash) const {
    const std::uint64_t low = unscramble(static_cast<std::uint64_t>(hash) & mask_);
    if (!wide_) return low;
    const Key above = hash >> hashed_;
    return above << hashed_ | (low ^ spread(above));
  }

 private:
  static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;
  static constexpr std::uint64_t factor_1 = 0xff51afd7ed558ccdu, factor_2 = 0xc4ceb9fe1a85ec53u;

  /// The number whose product with `odd` is 1 modulo 2^64, hence modulo every smaller power of two.
  static constexpr std::uint64_t inverse(std::uint64_t odd) {
    std::uint64_t result = odd;
    for (int i = 0; i < 6; ++i) result *= 2 - odd * result;  // Newton: twice the correct bits each time
    return result;
  }

  /// What the bits above do to those that are hashed: any function will do.
  std::uint64_t spread(Key above) const {
    const auto low = static_cast<std::uint64_t>(above), high = static_cast<std::uint64_t>(above >> 64);
    return ((low ^ high * factor_1) * golden) >> (64 - hashed_);
  }

  /// Each line is one-to-one: shift_ is at least half the width, and the factors are odd.
  std::uint64_t scramble(std::uint64_t x) const {
    x = (x ^ (x >> shift_)) * factor_1 & mask_;
    return (x ^ (x >> shift_)) * factor_2 & mask_;
  }
  std::uint64_t unscramble(std::uint64_t x) const {
    x = x * inverse(factor_2) & mask_;
    x = (x ^ (x >> shift_)) * inverse(factor_1) & mask_;
    return x ^ (x >> shift_);
  }

  unsigned hashed_, shift_;
  std::uint64_t mask_;
  bool wide_;
};

}  // namespace mc::store
