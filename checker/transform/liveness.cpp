// SPDX-License-Identifier: Apache-2.0
#include "transform/liveness.h"

#include <boost/dynamic_bitset.hpp>

#include "ir/graph.h"

namespace mc::transform {

using namespace ir;

namespace {

using Bits = boost::dynamic_bitset<>;

Bits bits(const Slots& slots, std::size_t size) {
  Bits result(size);
  for (std::uint32_t slot : slots) result.set(slot);
  return result;
}

Slots slots(const Bits& bits) {
  Slots result;
  for (auto slot = bits.find_first(); slot != Bits::npos; slot = bits.find_next(slot))
    result.insert(result.end(), static_cast<std::uint32_t>(slot));
  return result;
}

/// What an instruction reads and what it leaves as it is; the latter of the end of a step before it, too.
struct Transfer {
  Bits reads, kept, kept_by_resets;
};

std::vector<Transfer> transfers(const System& system, const Task& task) {
  const std::size_t size = task.frame.size();
  std::vector<Transfer> result;
  for (const Instruction& instruction : task.code) {
    const Effects effects = ir::effects(system, instruction);
    result.push_back({bits(effects.reads[Space::local], size), ~bits(effects.must_write[Space::local], size),
                      ~Bits(size)});
  }
  for (const Reset& reset : task.resets)
    if (task.code[reset.location].step)
      for (std::uint32_t slot : reset.slots) result[reset.location].kept_by_resets.reset(slot);
  return result;
}

}  // namespace

Liveness::Liveness(const System& system, const Task& task) : task_(&task) {
  const std::vector<Transfer> transfer = transfers(system, task);
  const auto count = static_cast<std::uint32_t>(task.code.size());
  std::vector<Bits> before(count, Bits(task.frame.size())), after = before;
  Bits live(task.frame.size());  // one for all, as it would be allocated anew a million times
  for (bool changed = true; changed;) {
    changed = false;
    for (std::uint32_t i = count; i-- > 0;) {
      for (std::uint32_t next : successors(task, i)) {
        live = before[next];
        after[i] |= live &= transfer[next].kept_by_resets;
      }
      live = after[i];
      live &= transfer[i].kept;
      live |= transfer[i].reads;
      changed |= live != before[i];
      before[i] = live;
    }
  }
  for (const Bits& needed : before) before_.push_back(slots(needed));
  for (const Bits& needed : after) after_.push_back(slots(needed));
}

Slots Liveness::ever_kept() const {
  Slots result;
  for (std::uint32_t i = 0; i < task_->code.size(); ++i)
    if (task_->code[i].step) result.insert(before_[i].begin(), before_[i].end());
  return result;
}

}  // namespace mc::transform
