// SPDX-License-Identifier: Apache-2.0
// How a state is packed into 64-bit words: every engine that stores states uses this one layout.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/state.h"
#include "ir/system.h"

namespace mc::ir {

using Word = std::uint64_t;

class Layout {
 public:
  explicit Layout(const System& system);

  /// Where a slot stands: `bits` bits of word `word` from bit `shift` on hold its value minus `least`.
  /// Of a program counter they hold its location number. A slot of 0 bits always has the value `least`.
  struct Field {
    std::uint32_t word = 0, shift = 0, bits = 0;
    Value least = 0;
  };

  /// Words a packed state takes, at least 1. Bits of no field are 0.
  unsigned words() const { return words_; }
  /// Bits of word `word` that fields take: its lowest.
  unsigned word_bits(unsigned word) const { return word_bits_[word]; }
  /// Bits of all fields together.
  unsigned bits() const { return bits_; }
  /// `position` as StateIndex counts.
  const Field& field(std::size_t position) const { return fields_[position]; }

  void pack(const State& state, Word* packed) const;
  State unpack(const Word* packed) const;

  /// The step starts of a task in order, its `end` last. The n-th has location number n.
  const std::vector<std::uint32_t>& locations(std::size_t task) const { return locations_[task]; }
  /// Location number of a step start.
  std::uint32_t location_number(std::size_t task, std::uint32_t instruction) const;

 private:
  void place_fields();

  StateIndex index_;
  std::vector<std::vector<std::uint32_t>> locations_;  ///< by task
  std::vector<Field> fields_;
  std::vector<std::pair<std::size_t, std::size_t>> counters_;  ///< position of a program counter, its task
  std::vector<unsigned> word_bits_;
  unsigned words_ = 1, bits_ = 0;
};

}  // namespace mc::ir
