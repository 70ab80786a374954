// SPDX-License-Identifier: Apache-2.0
// A hash of packed states.
#pragma once

#include <cstdint>

namespace mc::base {

/// The 64-bit finaliser of MurmurHash3: a bijection in which every input bit reaches every output bit.
inline std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdu;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53u;
  return x ^ (x >> 33);
}

/// Hash of `count` words. Distinct states may share it: whoever looks a state up compares all its words.
inline std::uint64_t hash(const std::uint64_t* words, unsigned count) {
  std::uint64_t result = 0x9e3779b97f4a7c15u;
  for (unsigned i = 0; i < count; ++i) result = mix(result ^ words[i]) + 0x9e3779b97f4a7c15u;
  return result;
}

}  // namespace mc::base
