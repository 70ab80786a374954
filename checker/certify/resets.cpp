// SPDX-License-Identifier: Apache-2.0
#include "certify/resets.h"

#include <fmt/format.h>

#include <algorithm>

#include "ir/dependencies.h"
#include "ir/graph.h"

namespace mc::certify {

using namespace ir;

namespace {

/// One task: may a slot be forgotten at an instruction?
class Paths {
 public:
  Paths(const System& system, const Task& task) : task_(task) {
    for (const Instruction& instruction : task.code) effects_.push_back(effects(system, instruction));
  }

  /// Follows every path until the slot is written. Where it has been before it need not go again, for it
  /// found no read there.
  bool read_before_written(std::uint32_t slot, std::uint32_t from, std::vector<bool>& been) const {
    std::vector<std::uint32_t> ahead{from};
    while (!ahead.empty()) {
      const std::uint32_t at = ahead.back();
      ahead.pop_back();
      if (been[at]) continue;
      been[at] = true;
      if (effects_[at].reads[Space::local].contains(slot)) return true;
      if (effects_[at].must_write[Space::local].contains(slot)) continue;
      for (const std::uint32_t next : successors(task_, at)) ahead.push_back(next);
    }
    return false;
  }

 private:
  const Task& task_;
  std::vector<Effects> effects_;
};

void require_dead(const System& system, const Task& task, const std::vector<Reset>& resets) {
  const Paths paths(system, task);
  std::vector<std::vector<bool>> been(task.frame.size(), std::vector<bool>(task.code.size()));
  for (const Reset& reset : resets)
    for (const std::uint32_t slot : reset.slots)
      if (paths.read_before_written(slot, reset.location, been[slot]))
        throw LiveSlot(fmt::format("{}: {} is reset at {}, and read later", task.name, task.frame[slot].name,
                                   reset.location));
}

}  // namespace

System with_resets(System system, const std::vector<std::vector<Reset>>& resets) {
  for (std::size_t i = 0; i < system.tasks.size(); ++i) {
    Task& task = system.tasks[i];
    require_dead(system, task, resets[i]);
    task.resets = resets[i];
    if (task.resets.empty() || task.resets.front().location != 0) continue;
    for (const std::uint32_t slot : task.resets.front().slots) {
      Slot& dead = task.frame[slot];
      dead.initial = std::clamp<Value>(0, dead.type.least, dead.type.most);
    }
  }
  return system;
}

}  // namespace mc::certify
