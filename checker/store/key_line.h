// SPDX-License-Identifier: Apache-2.0
// Bucket: a cache line of a KeyTable: slots of any width, compared all at once.
#pragma once

// A line is read 16 bytes at a time, of which x86 reads each 32 at once; to the thread sanitizer that is a
// race.
#if defined(__SSE2__) && !defined(__SANITIZE_THREAD__)
#define MC_LINE_VECTORS
#include <emmintrin.h>
#endif

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <type_traits>

#include "store/bijection.h"
#include "store/key_geometry.h"

namespace mc::store {

inline constexpr std::uint32_t count_mask = 15, writing = 16;  ///< of a line's header

/// The integer that a slot of `bytes` is read into.
template <unsigned bytes>
using Bits = std::conditional_t<(bytes > 8), Key, std::uint64_t>;

/// Slots of a line.
template <unsigned bytes>
constexpr unsigned line_slots = (Geometry::line_bytes - Geometry::header_bytes) / bytes;

/// Reads `bytes` bytes, no others, and no detour over memory: as powers of two, the largest first.
template <unsigned bytes>
Bits<bytes> load(const unsigned char* at) {
  constexpr unsigned part = std::min(std::bit_floor(bytes), 8u);
  std::conditional_t<part == 8, std::uint64_t,
                     std::conditional_t<part == 4, std::uint32_t,
                                        std::conditional_t<part == 2, std::uint16_t, std::uint8_t>>>
      low;
  std::memcpy(&low, at, part);
  if constexpr (bytes == part)
    return low;
  else
    return low | static_cast<Bits<bytes>>(load<bytes - part>(at + part)) << (8 * part);
}

template <unsigned bytes>
void store(unsigned char* at, Bits<bytes> value) {
  constexpr unsigned part = std::min(std::bit_floor(bytes), 8u);
  std::memcpy(at, &value, part);
  if constexpr (bytes > part)
    store<bytes - part>(at + part, static_cast<Bits<bytes - part>>(value >> (8 * part)));
}

/// Calls `function` with a slot width that the compiler knows.
template <typename Function>
auto with_width(unsigned bytes, Function function) {
  switch (bytes) {
    case 4: return function(std::integral_constant<unsigned, 4>());
    case 5: return function(std::integral_constant<unsigned, 5>());
    case 6: return function(std::integral_constant<unsigned, 6>());
    case 7: return function(std::integral_constant<unsigned, 7>());
    case 8: return function(std::integral_constant<unsigned, 8>());
    case 10: return function(std::integral_constant<unsigned, 10>());
    case 12: return function(std::integral_constant<unsigned, 12>());
    case 15: return function(std::integral_constant<unsigned, 15>());
    case 16: return function(std::integral_constant<unsigned, 16>());
    default: throw std::logic_error("no slots of that width");
  }
}

/// The lowest 32 bits of all slots come first, so that a few instructions compare them all, then the rest of
/// each. Slots that the header does not count yet may be in the making: of those only the low part is read,
/// as is written, atomically, and not used.
struct alignas(Geometry::line_bytes) Line {
  std::array<unsigned char, Geometry::line_bytes - Geometry::header_bytes> slots;
  std::uint32_t header;

  std::atomic_ref<std::uint32_t> state() { return std::atomic_ref(header); }
  std::uint32_t count() const { return header & count_mask; }

  template <typename Integer>
  Integer read(unsigned slot) {
    return std::atomic_ref(reinterpret_cast<Integer&>(slots[slot * 4])).load(std::memory_order_relaxed);
  }
  template <unsigned bytes>
  unsigned char* rest(unsigned slot) {
    return slots.data() + 4 * line_slots<bytes> + slot * (bytes - 4);
  }

  template <unsigned bytes>
  Bits<bytes> get(unsigned slot) {
    if constexpr (bytes == 4)
      return read<std::uint32_t>(slot);
    else
      return read<std::uint32_t>(slot) | static_cast<Bits<bytes>>(load<bytes - 4>(rest<bytes>(slot))) << 32;
  }
  template <unsigned bytes>
  void set(unsigned slot, Bits<bytes> value) {
    std::atomic_ref(reinterpret_cast<std::uint32_t&>(slots[slot * 4]))
        .store(static_cast<std::uint32_t>(value), std::memory_order_relaxed);
    if constexpr (bytes > 4) store<bytes - 4>(rest<bytes>(slot), static_cast<Bits<bytes - 4>>(value >> 32));
  }

  /// Bit i is set if the low part of slot i is `wanted` where `mask` is set; bits of no slot mean nothing.
  template <unsigned bytes>
  unsigned matches(std::uint32_t wanted, std::uint32_t mask) {
    unsigned found = 0;
#ifdef MC_LINE_VECTORS
    const __m128i wanted_lanes = _mm_set1_epi32(static_cast<int>(wanted));
    const __m128i mask_lanes = _mm_set1_epi32(static_cast<int>(mask));
    for (unsigned slot = 0; slot < line_slots<bytes>; slot += 4) {
      const __m128i lanes = _mm_load_si128(reinterpret_cast<const __m128i*>(slots.data() + 4 * slot));
      const __m128i same = _mm_cmpeq_epi32(_mm_and_si128(lanes, mask_lanes), wanted_lanes);
      found |= static_cast<unsigned>(_mm_movemask_ps(_mm_castsi128_ps(same))) << slot;
    }
#else
    for (unsigned slot = 0; slot < line_slots<bytes>; ++slot)
      found |= ((read<std::uint32_t>(slot) & mask) == wanted ? 1u : 0u) << slot;
#endif
    return found;
  }
};

}  // namespace mc::store
