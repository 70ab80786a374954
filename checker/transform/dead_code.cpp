// SPDX-License-Identifier: Apache-2.0
#include "transform/dead_code.h"

#include <algorithm>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "transform/liveness.h"
#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

void decide_branches(const System& system, Task& task) {
  for (std::uint32_t i = 0; i < task.code.size(); ++i) {
    Instruction& instruction = task.code[i];
    if (instruction.kind != Kind::branch) continue;
    const auto known = system.expressions.constant_value(instruction.expression);
    if (known) turn_into_jump(instruction, *known != 0 ? i + 1 : instruction.target);
  }
}

std::vector<bool> reachable(const Task& task) {
  std::vector<bool> reached(task.code.size());
  std::vector<std::uint32_t> open{0};
  reached[0] = true;
  while (!open.empty()) {
    const std::uint32_t from = open.back();
    open.pop_back();
    for (const std::uint32_t next : successors(task, from))
      if (!reached[next]) {
        reached[next] = true;
        open.push_back(next);
      }
  }
  return reached;
}

void clear_unreachable(Task& task) {
  const std::vector<bool> reached = reachable(task);
  for (std::uint32_t i = 0; i + 1 < task.code.size(); ++i)
    if (!reached[i]) turn_into_jump(task.code[i], i + 1);
}

void drop_dead_stores(const System& system, Task& task) {
  const Liveness liveness(system, task);
  for (std::uint32_t i = 0; i < task.code.size(); ++i) {
    Instruction& instruction = task.code[i];
    if (instruction.kind != Kind::assign || system.place(instruction.place).space != Space::local) continue;
    const auto live = [&](std::uint32_t slot) { return liveness.after(i).contains(slot); };
    if (std::ranges::none_of(footprint(system, system.place(instruction.place)), live))
      turn_into_jump(instruction, i + 1);
  }
}

}  // namespace

void remove_dead_code(System& system) {
  for (Task& task : system.tasks) {
    decide_branches(system, task);
    clear_unreachable(task);
    drop_dead_stores(system, task);
  }
}

void drop_unreachable_steps(System& system) {
  for (Task& task : system.tasks) {
    const std::vector<bool> reached = reachable(task);
    for (std::uint32_t i = 0; i + 1 < task.code.size(); ++i) task.code[i].step &= reached[i];
  }
}

}  // namespace mc::transform
