// SPDX-License-Identifier: Apache-2.0
#include "transform/dead_variables.h"

#include <algorithm>

#include "transform/liveness.h"

namespace mc::transform {

using namespace ir;

namespace {

Reset resets_at(const Task& task, std::uint32_t location, const Slots& live) {
  Reset result{.location = location};
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
    if (!live.contains(slot) && task.frame[slot].type.least < task.frame[slot].type.most)
      result.slots.push_back(slot);
  for (const Reset& old : task.resets)
    if (old.location == location) result.slots.insert(result.slots.end(), old.slots.begin(), old.slots.end());
  std::ranges::sort(result.slots);
  const auto repeated = std::ranges::unique(result.slots);
  result.slots.erase(repeated.begin(), repeated.end());
  return result;
}

}  // namespace

void reset_dead_variables(System& system) {
  for (Task& task : system.tasks) {
    const Liveness liveness(system, task);
    std::vector<Reset> resets;
    for (std::uint32_t i = 0; i < task.code.size(); ++i) {
      if (!task.code[i].step) continue;
      Reset reset = resets_at(task, i, liveness.before(i));
      if (!reset.slots.empty()) resets.push_back(std::move(reset));
    }
    task.resets = std::move(resets);
    for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
      if (!liveness.before(0).contains(slot)) {
        Slot& dead = task.frame[slot];
        dead.initial = std::clamp<Value>(0, dead.type.least, dead.type.most);
      }
  }
}

}  // namespace mc::transform
