// SPDX-License-Identifier: Apache-2.0
// Interval analysis, flow-insensitive: which values every slot can have, whatever the order of instructions.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ir/interval.h"
#include "ir/system.h"
#include "transform/slot_groups.h"

namespace mc::transform {

/// Cousot and Cousot 1977, with one interval a slot (one for all slots that a place can name) for the whole
/// system. Every value that a slot has in a reachable state, or on the way there, lies in its range; so does
/// the value of every expression, but for operands that are discarded because they read through NULL or out
/// of bounds.
class Ranges {
 public:
  explicit Ranges(const ir::System& system);

  /// `task` is the task whose slots are meant; any number for shared slots.
  ir::Interval of(ir::Space space, std::size_t task, std::uint32_t slot) const;

  /// Of an expression that `task` evaluates.
  ir::Interval of(std::size_t task, ir::ExprId expression) const;

  /// Whether `observation`, made by `task`, cannot fail.
  bool always_holds(std::size_t task, ir::ObservationId observation) const;

 private:
  using Possible = std::optional<ir::Interval>;  ///< nothing: no value, so far
  using Memory = std::unordered_map<std::uint32_t, Possible>;

  std::uint32_t number(ir::Space space, std::size_t task, std::uint32_t slot) const;
  void collect_places();
  void unite(std::size_t task, ir::PlaceId place);
  void start();
  void start_frame(std::size_t task, const std::function<void(std::uint32_t slot, ir::Value)>& add);
  void finish();
  bool propagate(bool widen);
  bool store(std::size_t task, ir::PlaceId place, ir::Interval value, bool widen);
  Possible evaluate(std::size_t task, ir::ExprId id, const std::vector<ir::Interval>& arguments,
                    Memory& known) const;
  Possible compute(std::size_t task, const ir::Expression& node, const std::vector<ir::Interval>& arguments,
                   Memory& known) const;

  const ir::System* system_;
  std::vector<std::uint32_t> frame_start_, temporary_start_;  ///< by task
  std::uint32_t size_ = 0;
  SlotGroups groups_;
  std::vector<Possible> intervals_;  ///< by representative
};

}  // namespace mc::transform
