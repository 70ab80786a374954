// SPDX-License-Identifier: Apache-2.0
#include "transform/slice.h"

#include <algorithm>

#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

/// What invariants, covers of states and leads-to properties read.
Slots observed(const System& system) {
  SlotSets reads;
  const auto read = [&](ObservationId id) {
    for (ExprId argument : system.observations[index(id)].arguments) collect_reads(system, argument, reads);
  };
  std::ranges::for_each(system.invariants, read);
  std::ranges::for_each(system.covers, read);
  for (const Response& response : system.responses) {
    read(response.from);
    read(response.to);
  }
  return reads[Space::shared];
}

/// What is chosen for a shared slot that nothing needs goes to a temporary.
void divert_choices(System& system, const Needed& needed, std::size_t number) {
  Task& task = system.tasks[number];
  for (std::uint32_t i = 0; i < task.code.size(); ++i) {
    const Slots& written = needed.dependencies().of(number, i).may_write[Space::shared];
    const bool is_needed =
        std::ranges::any_of(written, [&](std::uint32_t slot) { return needed.shared().contains(slot); });
    if (task.code[i].kind != Kind::choose || written.empty() || is_needed) continue;
    const Type type = system.place(task.code[i].place).type;
    const auto temporary = static_cast<std::uint32_t>(task.temporaries.size());
    task.temporaries.push_back({.name = "<choice>", .type = type});
    task.code[i].place = system.add_place({.space = Space::temporary, .base = temporary, .type = type});
  }
}

}  // namespace

void slice(System& system, Steps steps) {
  const Needed needed(system, {.shared = observed(system), .steps = steps});
  for (std::size_t task = 0; task < system.tasks.size(); ++task) {
    std::vector<Instruction> code = system.tasks[task].code;
    for (std::uint32_t i = 0; i < code.size(); ++i) {
      if (needed.kept(task, i) || code[i].kind == Kind::jump) continue;
      const std::uint32_t target = code[i].kind == Kind::branch ? *needed.meeting_point(task, i) : i + 1;
      turn_into_jump(code[i], target);
    }
    system.tasks[task].code = std::move(code);
    divert_choices(system, needed, task);
  }
}

}  // namespace mc::transform
