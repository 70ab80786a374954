// What the instructions of one copy of a task may touch of the shared slots, as exactly as its number tells.
#pragma once

#include <boost/dynamic_bitset.hpp>
#include <cstdint>
#include <unordered_map>

#include "ir/interval.h"
#include "ir/system.h"

namespace mc::explore {

/// Shared slots, by number.
using Slots = boost::dynamic_bitset<>;

/// As ir/dependencies.h, but of one copy: `vmas[self]` is one slot, and a subscript takes only values of its
/// range. Whatever is loaded may be anything its type allows.
class Footprint {
 public:
  Footprint(const ir::System& system, std::uint32_t self) : system_(system), self_(self) {}

  /// Adds the shared slots that the instruction may read, subscripts and pointers of its places included.
  void add_reads(const ir::Instruction& instruction, Slots& slots);
  /// Adds the shared slots that the arguments of an observation may read.
  void add_reads(ir::ObservationId observation, Slots& slots);
  /// Adds the shared slots that the instruction may write.
  void add_writes(const ir::Instruction& instruction, Slots& slots);

 private:
  void add_reads(ir::ExprId expression, Slots& slots);
  void add_address(const ir::Place& place, Slots& slots);
  void add_slots(const ir::Place& place, Slots& slots);
  ir::Interval range(ir::ExprId expression);
  ir::Interval compute(const ir::Expression& node);

  const ir::System& system_;
  ir::Value self_;
  std::unordered_map<std::uint32_t, ir::Interval> ranges_;
  std::unordered_map<std::uint32_t, Slots> reads_;
};

}  // namespace mc::explore
