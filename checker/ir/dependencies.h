// SPDX-License-Identifier: Apache-2.0
// Dependencies (read and write sets): what every instruction reads and writes, which step merging, liveness,
// slicing and reductions rest on.
#pragma once

#include <array>
#include <boost/container/flat_set.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "ir/interval.h"
#include "ir/system.h"

namespace mc::ir {

/// Slots of one space. Sets of them are small, made once and read often.
using Slots = boost::container::flat_set<std::uint32_t>;

/// Slots of the three spaces; local and temporary ones of one copy of one task.
struct SlotSets {
  std::array<Slots, 3> of_space;

  Slots& operator[](Space space) { return of_space[static_cast<std::size_t>(space)]; }
  const Slots& operator[](Space space) const { return of_space[static_cast<std::size_t>(space)]; }
};

struct Effects {
  SlotSets reads;       ///< may read, subscripts and pointers of its places included
  SlotSets may_write;   ///< the slots its place can name
  SlotSets must_write;  ///< may_write if that is a single slot, else nothing
};

/// The slots `place` can name whatever its subscripts and pointers are, in ascending order.
std::vector<std::uint32_t> footprint(const System& system, const Place& place);

/// The same where the values of its pointer and of its subscripts are known to lie in some ranges.
using RangeOf = std::function<Interval(ExprId)>;
std::vector<std::uint32_t> footprint(const System& system, const Place& place, const RangeOf& of_pointer,
                                     const RangeOf& of_subscript);

/// Adds to `reads` every slot that evaluating `expression`, or finding the slot of `place`, may read.
void collect_reads(const System& system, ExprId expression, SlotSets& reads);
void collect_reads(const System& system, const Place& place, SlotSets& reads);

Effects effects(const System& system, const Instruction& instruction);

/// The effects of all instructions of a system, computed once.
class Dependencies {
 public:
  explicit Dependencies(const System& system);

  const Effects& of(std::size_t task, std::size_t instruction) const { return effects_[task][instruction]; }

  /// True if the instruction may read or write a shared slot.
  bool touches_shared(std::size_t task, std::size_t instruction) const;

 private:
  std::vector<std::vector<Effects>> effects_;  ///< by task and instruction
};

}  // namespace mc::ir
