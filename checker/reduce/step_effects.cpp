// SPDX-License-Identifier: Apache-2.0
#include "reduce/step_effects.h"

#include <map>

#include "ir/graph.h"

namespace mc::reduce {

using namespace ir;

namespace {

using Positions = std::vector<std::uint32_t>;

/// The shared slots that each formula evaluated in every state reads.
std::vector<SlotBits> observed(const System& system) {
  std::vector<SlotBits> result;
  for (const auto* observations : {&system.invariants, &system.covers})
    for (const ObservationId observation : *observations) {
      SlotBits slots(system.globals.size() + system.invariants.size() + system.covers.size());
      Footprint(system, 0, slots.size()).add_reads(observation, slots);
      result.push_back(std::move(slots));
    }
  return result;
}

/// One copy's instructions.
class Code {
 public:
  Code(const System& system, const Task& task, std::uint32_t self) : task_(task) {
    const std::vector<SlotBits> formulas = observed(system);
    none_.resize(system.globals.size() + formulas.size());
    Footprint footprint(system, self, none_.size());
    for (const Instruction& instruction : task.code) {
      SlotBits reads = none_, writes = none_;
      footprint.add_reads(instruction, reads);
      footprint.add_writes(instruction, writes);
      for (std::size_t i = 0; i < formulas.size(); ++i)
        if (writes.intersects(formulas[i])) writes.set(system.globals.size() + i);
      reads_.push_back(std::move(reads));
      writes_.push_back(std::move(writes));
    }
  }

  StepEffects step(const Layout& layout, std::size_t task, std::uint32_t start) const {
    const bool end = task_.code[start].kind == Instruction::Kind::end;
    const Positions region = end ? Positions{} : step_region(task_, start);
    StepEffects result{together(reads_, region), together(writes_, region), {}, {}, {}};
    std::map<std::uint32_t, Positions> before;
    for (const std::uint32_t i : region)
      for (const std::uint32_t next : successors(task_, i)) before[next].push_back(i);
    for (const auto& entry : before)
      if (task_.code[entry.first].step)
        result.ways.push_back(
            {layout.location_number(task, entry.first), together(writes_, leading_to(entry.first, before))});
    return result;
  }

 private:
  SlotBits together(const std::vector<SlotBits>& of, const Positions& positions) const {
    SlotBits result = none_;
    for (const std::uint32_t i : positions) result |= of[i];
    return result;
  }

  /// The instructions of a step from which it can end at `end`. `before`: their predecessors in the step.
  Positions leading_to(std::uint32_t end, std::map<std::uint32_t, Positions>& before) const {
    std::vector<bool> seen(task_.code.size());
    Positions open = before[end], result;
    while (!open.empty()) {
      const std::uint32_t i = open.back();
      open.pop_back();
      if (seen[i]) continue;
      seen[i] = true;
      result.push_back(i);
      if (!task_.code[i].step) open.insert(open.end(), before[i].begin(), before[i].end());
    }
    return result;
  }

  const Task& task_;
  SlotBits none_;
  std::vector<SlotBits> reads_, writes_;  ///< by instruction
};

}  // namespace

std::vector<StepEffects> step_effects(const System& system, const Layout& layout, std::size_t task,
                                      std::uint32_t self) {
  const Code code(system, system.tasks[task], self);
  std::vector<StepEffects> result;
  for (const std::uint32_t start : layout.locations(task)) result.push_back(code.step(layout, task, start));
  return result;
}

void add_what_follows(std::vector<StepEffects>& steps) {
  for (StepEffects& step : steps) {
    step.later_reads = step.reads;
    step.later_writes = step.writes;
  }
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t i = steps.size(); i-- > 0;)
      for (const StepEffects::Way& way : steps[i].ways) {
        const StepEffects& next = steps[way.to];
        if (next.later_reads.is_subset_of(steps[i].later_reads) &&
            next.later_writes.is_subset_of(steps[i].later_writes))
          continue;
        steps[i].later_reads |= next.later_reads;
        steps[i].later_writes |= next.later_writes;
        changed = true;
      }
  }
}

}  // namespace mc::reduce
