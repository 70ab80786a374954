// SPDX-License-Identifier: Apache-2.0
#include "export/step.h"

#include <algorithm>
#include <map>

#include "ir/dependencies.h"
#include "ir/graph.h"

namespace mc::exporter {

using namespace ir;

Step::Step(const Task& task, std::uint32_t start)
    : task_(task),
      start_(start),
      region_(step_region(task, start)),
      postdominator_(task.code.size(), finish),
      depth_(task.code.size(), 0) {
  std::set<std::uint32_t> exits;
  for (std::uint32_t position : region_)
    for (std::uint32_t next : successors(task, position))
      if (is_exit(next)) exits.insert(next);
  exits_.assign(exits.begin(), exits.end());
  find_postdominators();
}

bool Step::has(Instruction::Kind kind) const {
  return std::ranges::any_of(region_, [&](std::uint32_t i) { return task_.code[i].kind == kind; });
}

/// Cooper, Harvey and Kennedy 2001, in one pass, for a step has no cycle: successors come first.
void Step::find_postdominators() {
  std::vector<bool> done(task_.code.size());
  const auto process = [&](const auto& self, std::uint32_t position) -> void {
    if (done[position]) return;
    done[position] = true;
    bool first = true;
    for (std::uint32_t next : successors(task_, position)) {
      if (!is_exit(next)) self(self, next);
      const std::uint32_t target = is_exit(next) ? finish : next;
      postdominator_[position] = first ? target : meet(postdominator_[position], target);
      first = false;
    }
    const std::uint32_t parent = postdominator_[position];
    depth_[position] = parent == finish ? 1 : depth_[parent] + 1;
  };
  process(process, start_);
}

std::uint32_t Step::meet(std::uint32_t a, std::uint32_t b) const {
  while (a != b) {
    if (a == finish || b == finish) return finish;
    (depth_[a] > depth_[b] ? a : b) = postdominator_[depth_[a] > depth_[b] ? a : b];
  }
  return a;
}

void Step::visit(StepVisitor& visitor) const {
  visit(start_, finish, true, visitor);
  if (exits_.size() == 1) visitor.leave(exits_[0]);
}

void Step::visit(std::uint32_t position, std::uint32_t stop, bool first, StepVisitor& visitor) const {
  for (; position != stop; first = false) {
    if (!first && is_exit(position)) {
      if (exits_.size() > 1) visitor.leave(position);
      return;
    }
    const auto next = successors(task_, position);
    if (next.size() == 2) {
      visitor.begin_branch(position);
      visit(next[0], postdominator_[position], false, visitor);
      visitor.otherwise();
      visit(next[1], postdominator_[position], false, visitor);
      visitor.end_branch();
      position = postdominator_[position];
      continue;
    }
    const Instruction::Kind kind = task_.code[position].kind;
    if (kind != Instruction::Kind::jump && kind != Instruction::Kind::branch) visitor.statement(position);
    position = next.front();
  }
}

std::set<std::uint32_t> unset_temporaries(const System& system, const Task& task, const Step& step) {
  std::map<std::uint32_t, std::set<std::uint32_t>> before;
  const auto process = [&](const auto& self, std::uint32_t position) -> void {
    if (before.contains(position)) return;
    std::set<std::uint32_t> live;
    for (std::uint32_t next : successors(task, position)) {
      if (task.code[next].step) continue;
      self(self, next);
      live.insert(before[next].begin(), before[next].end());
    }
    const Effects effects = ir::effects(system, task.code[position]);
    for (std::uint32_t slot : effects.must_write[Space::temporary]) live.erase(slot);
    live.insert(effects.reads[Space::temporary].begin(), effects.reads[Space::temporary].end());
    before[position] = std::move(live);
  };
  process(process, step.start());
  return before[step.start()];
}

std::map<std::uint32_t, Value> due_resets(const System& system, const Task& task, const Step& step,
                                          std::uint32_t exit) {
  std::map<std::uint32_t, Value> result;
  std::set<std::uint32_t> kept;
  const auto slots_at = [&](std::uint32_t location) {
    const auto reset = std::ranges::find(task.resets, location, &Reset::location);
    return reset == task.resets.end() ? std::vector<std::uint32_t>{} : reset->slots;
  };
  const auto reset_value = [&](std::uint32_t slot) {
    return std::clamp<Value>(0, task.frame[slot].type.least, task.frame[slot].type.most);
  };
  for (std::uint32_t slot : slots_at(exit)) result[slot] = reset_value(slot);
  // At the entry, what the initial state has counts, too.
  for (std::uint32_t slot : slots_at(step.start()))
    if (step.start() != 0 || task.frame[slot].initial == reset_value(slot)) kept.insert(slot);
  for (std::uint32_t position : step.region()) {
    const Effects effects = ir::effects(system, task.code[position]);
    for (std::uint32_t slot : effects.may_write[Space::local]) kept.erase(slot);
  }
  for (std::uint32_t slot : kept) result.erase(slot);
  return result;
}

std::vector<std::uint32_t> reachable_locations(const Task& task) {
  std::set<std::uint32_t> seen{0};
  std::vector<std::uint32_t> open{0};
  while (!open.empty()) {
    const Step step(task, open.back());
    open.pop_back();
    for (std::uint32_t next : step.exits())
      if (seen.insert(next).second) open.push_back(next);
  }
  return {seen.begin(), seen.end()};
}

}  // namespace mc::exporter
