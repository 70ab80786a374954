// SPDX-License-Identifier: Apache-2.0
#include "ir/needed.h"

#include <algorithm>

#include "ir/graph.h"

namespace mc::ir {

namespace {

using Kind = Instruction::Kind;

bool meets(const Slots& a, const Slots& b) {
  return std::ranges::any_of(a, [&](std::uint32_t slot) { return b.contains(slot); });
}

}  // namespace

Needed::Needed(const System& system, Criterion criterion)
    : system_(system),
      criterion_(std::move(criterion)),
      dependencies_(system),
      local_(system.tasks.size()),
      local_readers_(system.tasks.size()) {
  for (const Task& task : system.tasks) kept_.emplace_back(task.code.size(), false);
  while (add_needed()) {
  }
}

/// One round; false if it changed nothing.
bool Needed::add_needed() {
  bool changed = false;
  for (std::size_t task = 0; task < kept_.size(); ++task)
    for (auto i = static_cast<std::uint32_t>(kept_[task].size()); i-- > 0;)
      if (!kept_[task][i] && is_needed(task, i)) {
        keep(task, i);
        changed = true;
      }
  return changed;
}

bool Needed::is_needed(std::size_t task, std::uint32_t i) const {
  switch (system_.tasks[task].code[i].kind) {
    case Kind::jump: return false;
    case Kind::branch: return !meeting_point(task, i);
    case Kind::check:
    case Kind::cover: return criterion_.observations;
    case Kind::assign: {
      const SlotSets& written = dependencies_.of(task, i).may_write;
      return meets(written[Space::shared], criterion_.shared) ||
             meets(written[Space::local], local_[task][Space::local]) ||
             meets(written[Space::temporary], local_[task][Space::temporary]);
    }
    default: return true;
  }
}

/// A shared slot that is written by something kept is written by all: else states would differ in it that
/// were the same.
void Needed::keep(std::size_t task, std::uint32_t i) {
  kept_[task][i] = true;
  const auto& [reads, writes, overwrites] = dependencies_.of(task, i);
  const At here{.task = task, .instruction = i};
  const auto add = [&](Slots& needed, Readers& readers, const Slots& slots) {
    for (const std::uint32_t slot : slots)
      if (needed.insert(slot).second) readers.emplace(slot, here);
  };
  if (system_.tasks[task].code[i].kind == Kind::assign)
    add(criterion_.shared, shared_readers_, writes[Space::shared]);
  add(criterion_.shared, shared_readers_, reads[Space::shared]);
  add(local_[task][Space::local], local_readers_[task], reads[Space::local]);
  for (const std::uint32_t slot : reads[Space::temporary]) local_[task][Space::temporary].insert(slot);
}

std::optional<std::uint32_t> Needed::meeting_point(std::size_t task, std::uint32_t branch) const {
  std::set<std::uint32_t> ends, open, done;
  return walk(task, branch, ends, open, done) && ends.size() == 1 ? std::optional(*ends.begin())
                                                                  : std::nullopt;
}

/// Depth first over what is not kept; false if there is a loop.
bool Needed::walk(std::size_t task, std::uint32_t from, std::set<std::uint32_t>& ends,
                  std::set<std::uint32_t>& open, std::set<std::uint32_t>& done) const {
  open.insert(from);
  for (const std::uint32_t next : successors(system_.tasks[task], from)) {
    if (open.contains(next)) return false;
    if (kept_[task][next] || ends_step(task, next))
      ends.insert(next);
    else if (!done.contains(next) && !walk(task, next, ends, open, done))
      return false;
  }
  open.erase(from);
  done.insert(from);
  return true;
}

bool Needed::ends_step(std::size_t number, std::uint32_t start) const {
  const Task& task = system_.tasks[number];
  if (!task.code[start].step || criterion_.steps == Steps::stay || start == 0) return task.code[start].step;
  return std::ranges::any_of(task.resets, [&](const Reset& reset) { return reset.location == start; }) ||
         std::ranges::any_of(step_region(task, start), [&](auto i) { return kept_[number][i]; });
}

Needed::At Needed::needed_for(std::uint32_t slot) const {
  At at = shared_readers_.at(slot);
  while (system_.tasks[at.task].code[at.instruction].kind == Kind::assign) {
    const Readers& readers = local_readers_[at.task];
    const Slots& written = dependencies_.of(at.task, at.instruction).may_write[Space::local];
    const auto carried = std::ranges::find_if(written, [&](auto each) { return readers.contains(each); });
    if (carried == written.end()) break;
    at = readers.at(*carried);
  }
  return at;
}

}  // namespace mc::ir
