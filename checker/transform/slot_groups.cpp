// SPDX-License-Identifier: Apache-2.0
#include "transform/slot_groups.h"

#include <numeric>

#include "ir/dependencies.h"
#include "transform/rewrite.h"

namespace mc::transform {

SlotGroups::SlotGroups(std::size_t size) : parents_(size), sizes_(size, 1) {
  std::iota(parents_.begin(), parents_.end(), 0u);
}

std::uint32_t SlotGroups::representative(std::uint32_t slot) const {
  while (parents_[slot] != slot) slot = parents_[slot] = parents_[parents_[slot]];
  return slot;
}

void SlotGroups::unite(std::uint32_t a, std::uint32_t b) {
  a = representative(a);
  b = representative(b);
  if (a == b) return;
  parents_[b] = a;
  sizes_[a] += sizes_[b];
}

SlotGroups frame_spans(const ir::System& system, const ir::Task& task) {
  SlotGroups groups(task.frame.size());
  for (ir::PlaceId id : places_of(system, task)) {
    if (system.place(id).space != ir::Space::local) continue;
    const auto slots = ir::footprint(system, system.place(id));
    if (slots.empty()) continue;
    for (std::uint32_t slot = slots.front(); slot < slots.back(); ++slot) groups.unite(slot, slot + 1);
  }
  return groups;
}

}  // namespace mc::transform
