// SPDX-License-Identifier: Apache-2.0
#include "store/arena.h"

#include <algorithm>
#include <bit>
#include <new>

namespace mc::store {

namespace {
constexpr std::uint64_t most_chunks = std::uint64_t{1} << 20;
constexpr std::uint64_t chunk_bytes = std::uint64_t{1} << 21;
}  // namespace

Arena::Arena(unsigned words)
    : words_(words),
      chunk_bits_(static_cast<unsigned>(
          std::bit_width(std::max(lot_states, chunk_bytes / (words * sizeof(Word)))) - 1)),
      directory_(most_chunks * sizeof(Word*)) {}

Number Arena::claim() {
  const Number first = lots_ * lot_states;
  const std::uint64_t chunk = first >> chunk_bits_;
  if (chunk >= most_chunks) throw std::bad_alloc();
  if (chunk == memory_.size()) {
    memory_.emplace_back((std::uint64_t{1} << chunk_bits_) * words_ * sizeof(Word));
    chunks()[chunk] = static_cast<Word*>(memory_.back().data());
  }
  ++lots_;
  return first;
}

}  // namespace mc::store
