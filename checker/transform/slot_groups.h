// SPDX-License-Identifier: Apache-2.0
// Alias classes of slots: slots that belong together because one place can name several of them.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/system.h"

namespace mc::transform {

/// A partition of 0 .. size-1. Every class has a representative.
class SlotGroups {
 public:
  explicit SlotGroups(std::size_t size);

  std::uint32_t representative(std::uint32_t slot) const;
  void unite(std::uint32_t a, std::uint32_t b);
  bool alone(std::uint32_t slot) const { return sizes_[representative(slot)] == 1; }

 private:
  mutable std::vector<std::uint32_t> parents_;
  std::vector<std::uint32_t> sizes_;  ///< of classes, by representative
};

/// Frame slots of a task that must keep their distance: between the first and the last slot of a place.
SlotGroups frame_spans(const ir::System& system, const ir::Task& task);

}  // namespace mc::transform
