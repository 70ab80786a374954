// SPDX-License-Identifier: Apache-2.0
// Footprint: what the instructions of one copy of a task may touch of the shared slots, as exactly as its
// number tells.
#pragma once

#include <boost/dynamic_bitset.hpp>
#include <cstdint>

#include "ir/fold.h"
#include "ir/system.h"
#include "ir/type_range.h"

namespace mc::reduce {

/// A bit for each shared slot, by number.
using SlotBits = boost::dynamic_bitset<>;

/// As ir/dependencies.h, but of one copy: `vmas[self]` is one slot, and a subscript takes only values of its
/// range. Whatever is loaded may be anything its type allows.
class Footprint : private ir::Fold<SlotBits> {
 public:
  /// Its sets have `size` bits, at least one for each shared slot.
  Footprint(const ir::System& system, std::uint32_t self, std::size_t size)
      : Fold(system.expressions), system_(system), ranges_(system, {self, self}), size_(size) {}

  /// Adds the shared slots that the instruction may read, subscripts and pointers of its places included.
  void add_reads(const ir::Instruction& instruction, SlotBits& slots);
  /// Adds the shared slots that the arguments of an observation may read.
  void add_reads(ir::ObservationId observation, SlotBits& slots);
  /// Adds the shared slots that the instruction may write.
  void add_writes(const ir::Instruction& instruction, SlotBits& slots);

 private:
  /// The shared slots that the expression may read.
  SlotBits leaf(ir::ExprId id, const ir::Expression& node) override;
  SlotBits operation(const ir::Expression& node, const Operands& operands) override;
  void add_address(const ir::Place& place, SlotBits& slots);
  void add_slots(const ir::Place& place, SlotBits& slots);

  const ir::System& system_;
  ir::TypeRanges ranges_;
  std::size_t size_;
};

}  // namespace mc::reduce
