// SPDX-License-Identifier: Apache-2.0
// Quotienting: how a table of keys is laid out, and what of a key a place in it leaves to be stored.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>

#include "store/bijection.h"

namespace mc::store {

/// A table is lines of 64 bytes. The hash of a key (see Bijection) determines the line at which the search
/// for it begins, its home; together with the home, the remainder determines the hash. So a slot needs to
/// hold the remainder alone, with how far from home it stands (Cleary 1984): quotienting.
///
/// Home and remainder: let x be the hash's low bits, `hashed_bits` of them, moved up to the top of a word.
/// The product x * lines has the home in its upper word. The product of another x with the same home differs
/// by at least `lines` (times what x was moved up), so the lower word tells them apart even without its
/// lowest floor(log2(lines)) (and moved) bits: the upper kept_bits are stored. So are the hash's bits
/// above x. In a table of more lines, or for keys with more bits above, homes have the same order.
struct Geometry {
  static constexpr unsigned line_bytes = 64, header_bytes = 4;
  static constexpr unsigned distance_bits = 6;  ///< how far from home: 0..63 attempts
  static constexpr unsigned most_depth_bits = 16;
  static constexpr unsigned least_depth_bits = 3;

  /// For keys of `key_bits`, 1..128, of which `hashed_bits`, 1..64, determine the home, in `lines` lines, at
  /// least 4096.
  Geometry(unsigned key_bits, unsigned hashed_bits, std::uint64_t lines, unsigned wanted_depth_bits);

  /// Where a key begins, and what is left of it.
  struct Place {
    std::uint64_t home = 0;
    Key remainder = 0;
  };
  Place place(Key hash) const { return {home(hash), hash >> hashed_bits << kept_bits | kept(hash)}; }

  /// The parts of place(), where the remainder takes no more than a word.
  std::uint64_t home(Key hash) const { return static_cast<std::uint64_t>(product(hash) >> 64); }
  std::uint64_t narrow_remainder(Key hash) const {
    return static_cast<std::uint64_t>(hash >> hashed_bits) << kept_bits | kept(hash);
  }

  /// The hash again. Of all x the wanted one is the least whose product is not below home and remainder.
  Key hash(const Place& place) const {
    const auto low = static_cast<std::uint64_t>(place.remainder) << (64 - kept_bits);
    const std::uint64_t moved = (std::uint64_t{1} << moved_bits) - 1;
    const std::uint64_t least = divided(place.home, low, lines);
    return (place.remainder >> kept_bits << hashed_bits) | (least + moved) >> moved_bits;
  }

  /// The line of the `distance`-th attempt, and back. Steps of 1, 2, 3, … lines: full lines do not cluster.
  std::uint64_t line(std::uint64_t home, unsigned distance) const {
    const std::uint64_t at = home + step(distance);
    return at < lines ? at : at - lines;
  }
  std::uint64_t home(std::uint64_t line, unsigned distance) const {
    return line >= step(distance) ? line - step(distance) : line + lines - step(distance);
  }

  /// Bits of a slot that identify its key: remainder and distance. The depth stands above them.
  unsigned key_part_bits() const { return remainder_bits + distance_bits; }

  std::uint64_t bytes() const { return lines * line_bytes; }
  std::uint64_t slots() const { return lines * line_slots; }

  std::uint64_t lines;
  unsigned key_bits;
  unsigned hashed_bits;
  unsigned moved_bits;      ///< 64 - hashed_bits
  unsigned kept_bits;       ///< 1..52
  unsigned remainder_bits;  ///< kept_bits, and the hash's bits above hashed_bits
  unsigned depth_bits;      ///< a slot keeps its key's depth modulo 2^depth_bits
  unsigned slot_bytes;
  unsigned line_slots;

 private:
  Key product(Key hash) const { return Key{static_cast<std::uint64_t>(hash) << moved_bits} * lines; }
  std::uint64_t kept(Key hash) const { return static_cast<std::uint64_t>(product(hash)) >> (64 - kept_bits); }
  /// high * 2^64 + low over `by` > high, rounded up; what is divided is no more than `by` times a word.
  static std::uint64_t divided(std::uint64_t high, std::uint64_t low, std::uint64_t by) {
    std::uint64_t rest = 0;
#ifdef __x86_64__
    __asm__("divq %4" : "=a"(low), "=d"(rest) : "a"(low), "d"(high), "r"(by) : "cc");
#else
    const Key all = Key{high} << 64 | low;
    low = static_cast<std::uint64_t>(all / by);
    rest = static_cast<std::uint64_t>(all % by);
#endif
    return low + (rest != 0);
  }
  static std::uint64_t step(unsigned distance) { return std::uint64_t{distance} * (distance + 1) / 2; }
};

/// Widths of slots: those at which a line holds one more than at the next.
constexpr unsigned slot_widths[] = {4, 5, 6, 7, 8, 10, 12, 15, 16};

inline Geometry::Geometry(unsigned a_key_bits, unsigned a_hashed_bits, std::uint64_t a_lines,
                          unsigned wanted_depth_bits)
    : lines(a_lines),
      key_bits(a_key_bits),
      hashed_bits(a_hashed_bits),
      moved_bits(64 - hashed_bits),
      kept_bits(hashed_bits + 1 - std::min(hashed_bits, static_cast<unsigned>(std::bit_width(lines)))),
      remainder_bits(kept_bits + key_bits - hashed_bits) {
  const unsigned fixed_bits = key_part_bits();
  slot_bytes = *std::ranges::find_if(
      slot_widths, [&](unsigned bytes) { return bytes * 8 >= fixed_bits + least_depth_bits; });
  depth_bits = std::min({slot_bytes * 8 - fixed_bits, wanted_depth_bits, most_depth_bits});
  line_slots = (line_bytes - header_bytes) / slot_bytes;
}

}  // namespace mc::store
