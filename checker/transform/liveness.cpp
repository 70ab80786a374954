#include "transform/liveness.h"

#include <algorithm>

#include "ir/dependencies.h"
#include "ir/graph.h"

namespace mc::transform {

using namespace ir;

namespace {

/// What a reset at the end of a step kills.
void remove_resets(const Task& task, std::uint32_t location, Liveness::Slots& slots) {
  for (const Reset& reset : task.resets)
    if (reset.location == location)
      for (std::uint32_t slot : reset.slots) slots.erase(slot);
}

}  // namespace

Liveness::Liveness(const System& system, const Task& task)
    : task_(&task), before_(task.code.size()), after_(task.code.size()) {
  std::vector<Effects> effects;
  for (const Instruction& instruction : task.code) effects.push_back(ir::effects(system, instruction));
  for (bool changed = true; changed;) {
    changed = false;
    for (auto i = static_cast<std::uint32_t>(task.code.size()); i-- > 0;) {
      for (std::uint32_t next : successors(task, i)) {
        Slots needed = before_[next];
        if (task.code[next].step) remove_resets(task, next, needed);
        after_[i].merge(needed);
      }
      Slots needed = effects[i].reads[Space::local];
      std::ranges::set_difference(after_[i], effects[i].must_write[Space::local],
                                  std::inserter(needed, needed.end()));
      changed |= needed.size() != before_[i].size();
      before_[i] = std::move(needed);
    }
  }
}

Liveness::Slots Liveness::ever_kept() const {
  Slots result;
  for (std::uint32_t i = 0; i < task_->code.size(); ++i)
    if (task_->code[i].step) result.insert(before_[i].begin(), before_[i].end());
  return result;
}

}  // namespace mc::transform
