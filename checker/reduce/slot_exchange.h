// SPDX-License-Identifier: Apache-2.0
// Slot permutation: which slots change places when indices are exchanged.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ir/system.h"

namespace mc::reduce {

/// The slots of one space: of the shared one, or of a task's frame or temporaries.
struct Area {
  ir::Space space = ir::Space::shared;
  std::size_t task = 0;  ///< 0 for the shared one
  auto operator<=>(const Area&) const = default;
};

/// Where slots go, for each of the exchanges of k and k + 1 below `count`: elements k and k + 1 of every
/// array that was found to be subscripted by an index change places.
class SlotExchange {
 public:
  SlotExchange(const ir::System& system, unsigned count) : system_(system), count_(count) {}

  /// An array of `count` elements, `stride` slots apart, whose first holds slot `slot`, is subscripted by an
  /// index. True if that was not known. Where in the element the slot stands is seen from the names.
  bool add_array(Area area, std::uint32_t slot, std::uint32_t stride);

  std::uint32_t image(Area area, std::size_t exchange, std::uint32_t slot) const;

  unsigned count() const { return count_; }
  /// How many arrays were found.
  std::size_t arrays() const;

 private:
  const std::vector<ir::Slot>& slots(Area area) const;
  std::uint32_t first_of_element(Area area, std::uint32_t slot, std::uint32_t stride) const;

  const ir::System& system_;
  unsigned count_;
  struct AreaExchange {
    std::set<std::pair<std::uint32_t, std::uint32_t>> arrays;  ///< first slot, stride
    std::vector<std::vector<std::uint32_t>> images;            ///< by exchange and slot
  };
  std::map<Area, AreaExchange> areas_;
};

}  // namespace mc::reduce
