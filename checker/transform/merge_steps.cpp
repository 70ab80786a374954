// SPDX-License-Identifier: Apache-2.0
#include "transform/merge_steps.h"

#include <algorithm>
#include <iterator>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "transform/delay_choices.h"

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

/// Slots of the shared space that some instruction can write. The others are constants.
std::vector<bool> written_slots(const System& system, const Dependencies& dependencies) {
  std::vector<bool> result(system.globals.size());
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (std::uint32_t i = 0; i < system.tasks[task].code.size(); ++i)
      for (std::uint32_t slot : dependencies.of(task, i).may_write[Space::shared]) result[slot] = true;
  return result;
}

/// Whether a step that executes this instruction can still commute with all others. One that uses temporaries
/// cannot be merged, for it starts with all of them 0.
bool is_local(const System& system, const Instruction& instruction, const Effects& effects,
              const std::vector<bool>& written) {
  if (instruction.kind == Kind::await || instruction.kind == Kind::assume) return false;
  if (instruction.kind == Kind::choose) {
    const auto bound = system.expressions.constant_value(instruction.expression);
    if (!bound || *bound < 1) return false;  // the run might end here
  }
  if (!effects.reads[Space::temporary].empty() || !effects.may_write[Space::temporary].empty()) return false;
  return std::ranges::none_of(effects.reads[Space::shared],
                              [&](std::uint32_t slot) { return written[slot]; }) &&
         effects.may_write[Space::shared].empty();
}

/// A wait must not come late in a step, even where control never comes.
bool waits_behind(const Task& task, std::uint32_t start) {
  return std::ranges::any_of(step_region(task, start),
                             [&](std::uint32_t i) { return task.code[i].kind == Kind::await; });
}

std::vector<bool> local_instructions(const System& system, std::size_t number,
                                     const Dependencies& dependencies, const std::vector<bool>& written) {
  const Task& task = system.tasks[number];
  std::vector<bool> result;
  for (std::uint32_t i = 0; i < task.code.size(); ++i)
    result.push_back(is_local(system, task.code[i], dependencies.of(number, i), written));
  return result;
}

/// Starts of steps that are local from beginning to end.
std::vector<std::uint32_t> local_steps(const Task& task, const std::vector<bool>& local) {
  std::vector<bool> reset(task.code.size());
  for (const Reset& at : task.resets) reset[at.location] = true;
  std::vector<std::uint32_t> result;
  for (std::uint32_t start = 0; start + 1 < task.code.size(); ++start)
    if (task.code[start].step && !reset[start] &&
        std::ranges::all_of(step_region(task, start), [&](std::uint32_t i) { return local[i]; }))
      result.push_back(start);
  return result;
}

bool chooses(const Task& task, std::uint32_t start) {
  return std::ranges::any_of(step_region(task, start),
                             [&](std::uint32_t i) { return task.code[i].kind == Kind::choose; });
}

/// Gives back a step start to every cycle that has lost all of its own.
void bound_steps(Task& task, const std::vector<std::uint32_t>& removed) {
  for (auto open = cycles(flow_within_steps(task)); !open.empty(); open = cycles(flow_within_steps(task)))
    for (const auto& cycle : open) {
      const auto start = std::ranges::find_if(
          cycle, [&](std::uint32_t i) { return std::ranges::binary_search(removed, i); });
      if (start == cycle.end()) return;  // it had none before: see ir/validate.h
      task.code[*start].step = true;
    }
}

}  // namespace

void merge_steps(System& system, System simplified, Choices choices) {
  const Dependencies dependencies(simplified);
  const std::vector<bool> written = written_slots(simplified, dependencies);
  for (std::size_t number = 0; number < system.tasks.size(); ++number) {
    Task& task = system.tasks[number];
    Task& guide = simplified.tasks[number];
    const std::vector<bool> local = local_instructions(simplified, number, dependencies, written);
    std::vector<std::uint32_t> removed = local_steps(guide, local), choosing;
    std::erase_if(removed, [&](std::uint32_t start) { return waits_behind(task, start); });
    if (choices == Choices::late)
      std::ranges::copy_if(removed, std::back_inserter(choosing),
                           [&](std::uint32_t start) { return start == 0 || chooses(guide, start); });
    std::erase(removed, 0u);
    for (std::uint32_t start : removed) task.code[start].step = std::ranges::binary_search(choosing, start);
    delay_choices(task, local, choosing);
    for (std::uint32_t i = 0; i < task.code.size(); ++i) guide.code[i].step = task.code[i].step;
    bound_steps(guide, removed);  // first where control really goes
    for (std::uint32_t start : removed) task.code[start].step = guide.code[start].step;
    bound_steps(task, removed);
  }
}

void merge_steps(System& system) {
  merge_steps(system, system, Choices::early);
}

}  // namespace mc::transform
