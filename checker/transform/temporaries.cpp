// SPDX-License-Identifier: Apache-2.0
#include "transform/temporaries.h"

#include "transform/liveness.h"
#include "transform/rewrite.h"
#include "transform/slot_groups.h"

namespace mc::transform {

using namespace ir;

namespace {

/// By frame slot: true if it can leave the frame.
std::vector<bool> movable(const System& system, const Task& task) {
  const SlotGroups spans = frame_spans(system, task);
  std::vector<bool> stays(task.frame.size()), result(task.frame.size());
  for (std::uint32_t slot : Liveness(system, task).ever_kept()) stays[spans.representative(slot)] = true;
  for (std::uint32_t slot = 0; slot < result.size(); ++slot)
    result[slot] = !stays[spans.representative(slot)];
  return result;
}

void move_resets(Task& task, const std::vector<bool>& moves, const std::vector<std::uint32_t>& numbers) {
  for (Reset& reset : task.resets) {
    std::erase_if(reset.slots, [&](std::uint32_t slot) { return moves[slot]; });
    for (std::uint32_t& slot : reset.slots) slot = numbers[slot];
  }
}

void move(System& system, std::size_t number, const std::vector<bool>& moves) {
  Task& task = system.tasks[number];
  std::vector<Slot> frame;
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot) {
    std::vector<Slot>& target = moves[slot] ? task.temporaries : frame;
    numbers.push_back(static_cast<std::uint32_t>(target.size()));
    target.push_back(task.frame[slot]);
  }
  Rewriter rewriter(system, {}, [&](Place place) {
    if (place.space != Space::local) return place;
    if (moves[place.base]) place.space = Space::temporary;
    place.base = numbers[place.base];
    return place;
  });
  rewrite_task(system, number, rewriter);
  move_resets(task, moves, numbers);
  task.frame = std::move(frame);
}

}  // namespace

void make_temporaries(System& system) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    move(system, task, movable(system, system.tasks[task]));
}

}  // namespace mc::transform
