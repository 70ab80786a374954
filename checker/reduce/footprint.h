// SPDX-License-Identifier: Apache-2.0
// What the instructions of one copy of a task may touch of the shared slots, as exactly as its number tells.
#pragma once

#include <boost/dynamic_bitset.hpp>
#include <cstdint>
#include <unordered_map>

#include "ir/system.h"
#include "ir/type_range.h"

namespace mc::reduce {

/// A bit for each shared slot, by number.
using SlotBits = boost::dynamic_bitset<>;

/// As ir/dependencies.h, but of one copy: `vmas[self]` is one slot, and a subscript takes only values of its
/// range. Whatever is loaded may be anything its type allows.
class Footprint {
 public:
  Footprint(const ir::System& system, std::uint32_t self) : system_(system), ranges_(system, {self, self}) {}

  /// Adds the shared slots that the instruction may read, subscripts and pointers of its places included.
  void add_reads(const ir::Instruction& instruction, SlotBits& slots);
  /// Adds the shared slots that the arguments of an observation may read.
  void add_reads(ir::ObservationId observation, SlotBits& slots);
  /// Adds the shared slots that the instruction may write.
  void add_writes(const ir::Instruction& instruction, SlotBits& slots);

 private:
  void add_reads(ir::ExprId expression, SlotBits& slots);
  void add_address(const ir::Place& place, SlotBits& slots);
  void add_slots(const ir::Place& place, SlotBits& slots);

  const ir::System& system_;
  ir::TypeRanges ranges_;
  std::unordered_map<std::uint32_t, SlotBits> reads_;
};

}  // namespace mc::reduce
