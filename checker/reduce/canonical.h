// SPDX-License-Identifier: Apache-2.0
// Canonical representatives: one state that stands for all that differ from it in the names of
// interchangeable indices only.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/layout.h"
#include "ir/symmetry.h"
#include "ir/system.h"

namespace mc::reduce {

/// Packed states as ir::Layout has them, and exchanges compiled to operations on their words.
class Canonical {
 public:
  Canonical(const ir::System& system, const std::vector<ir::Symmetry>& symmetries);

  unsigned words() const { return layout_.words(); }

  /// Replaces `state` by an image of it under some permutation: with no more than `most_images` permutations
  /// the least of all images, the same for all of them. Else neighbours are exchanged for as long as that
  /// makes it less: also one of its images, but maybe not the same one for all.
  void apply(ir::Word* state) const;

  static constexpr std::size_t most_images = 720;

 private:
  /// The bits `mask` of word `a` change places with those `distance` higher of word `b`.
  struct Swap {
    std::uint32_t a = 0, b = 0;
    unsigned distance = 0;
    ir::Word mask = 0;
  };
  /// Of two contents of some bits of a word, as ir::Layout stores them, each becomes the other.
  struct Renaming {
    std::uint32_t word = 0, shift = 0;
    ir::Word mask = 0, one = 0, other = 0;
  };
  /// Renamings that depend on where a copy is.
  struct AtLocation {
    ir::Layout::Field counter;
    std::vector<std::vector<Renaming>> renamings;  ///< by location number
  };
  struct Exchange {
    std::vector<Swap> swaps;
    std::vector<Renaming> everywhere;
    std::vector<AtLocation> at_location;
  };

  Exchange compiled(const ir::System& system, const ir::Exchange& exchange) const;
  void add_swap(Exchange& exchange, std::size_t a, std::size_t b) const;
  void add_renaming(const ir::System& system, Exchange& exchange,
                    const ir::Exchange::Renaming& renaming) const;
  std::uint32_t location_number(const ir::System& system, const ir::Exchange::Renaming& renaming) const;
  static void apply(const Exchange& exchange, ir::Word* state);
  void descend(ir::Word* state) const;

  ir::Layout layout_;
  std::vector<Exchange> exchanges_;      ///< of all symmetries
  std::vector<std::uint32_t> sequence_;  ///< exchanges that lead through all images; empty: too many
};

}  // namespace mc::reduce
