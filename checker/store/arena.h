// SPDX-License-Identifier: Apache-2.0
// Arena: all states that were found, one after the other: memory that only grows and never moves.
#pragma once

#include <cstdint>
#include <vector>

#include "store/pages.h"

namespace mc::store {

using Word = std::uint64_t;

/// Number of a state: where it stands in the arena.
using Number = std::uint64_t;

/// Room for states of `words` words each. Threads claim it in lots, so that they fill it side by side.
class Arena {
 public:
  static constexpr std::uint64_t lot_states = 512;

  explicit Arena(unsigned words);

  unsigned words() const { return words_; }
  std::uint64_t lots() const { return lots_; }
  std::uint64_t lot_bytes() const { return lot_states * words_ * sizeof(Word); }

  /// Number of the first state of a new lot. Throws std::bad_alloc. One thread at a time.
  Number claim();

  Word* operator[](Number number) const {
    return chunks()[number >> chunk_bits_] + (number & ((Number{1} << chunk_bits_) - 1)) * words_;
  }

 private:
  Word** chunks() const { return static_cast<Word**>(directory_.data()); }

  unsigned words_;
  unsigned chunk_bits_;  ///< a chunk holds 2^chunk_bits_ states, in about one huge page
  std::uint64_t lots_ = 0;
  std::vector<Pages> memory_;
  Pages directory_;  ///< address of each chunk; reserved in full, so that readers need no lock
};

}  // namespace mc::store
