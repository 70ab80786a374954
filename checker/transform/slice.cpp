// SPDX-License-Identifier: Apache-2.0
#include "transform/slice.h"

#include <algorithm>
#include <optional>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

bool meets(const Slots& a, const Slots& b) {
  return std::ranges::any_of(a, [&](std::uint32_t slot) { return b.contains(slot); });
}

class Slicer {
 public:
  Slicer(System& system, Steps steps)
      : system_(system), steps_(steps), dependencies_(system), local_(system.tasks.size()) {
    for (const Task& task : system.tasks) kept_.emplace_back(task.code.size(), false);
    state_predicates();
    while (add_needed()) {
    }
  }

  void cut() {
    for (std::size_t task = 0; task < kept_.size(); ++task) {
      std::vector<Instruction> code = system_.tasks[task].code;
      for (std::uint32_t i = 0; i < code.size(); ++i) {
        if (kept_[task][i] || code[i].kind == Kind::jump) continue;
        const std::uint32_t target = code[i].kind == Kind::branch ? *meeting_point(task, i) : i + 1;
        turn_into_jump(code[i], target);
      }
      system_.tasks[task].code = std::move(code);
      divert_choices(task);
    }
  }

 private:
  /// What is chosen for a shared slot that nothing needs goes to a temporary.
  void divert_choices(std::size_t number) {
    Task& task = system_.tasks[number];
    for (std::uint32_t i = 0; i < task.code.size(); ++i) {
      const Slots& written = dependencies_.of(number, i).may_write[Space::shared];
      if (task.code[i].kind != Kind::choose || written.empty() || meets(written, shared_)) continue;
      const Type type = system_.place(task.code[i].place).type;
      const auto temporary = static_cast<std::uint32_t>(task.temporaries.size());
      task.temporaries.push_back({.name = "<choice>", .type = type});
      task.code[i].place = system_.add_place({.space = Space::temporary, .base = temporary, .type = type});
    }
  }

  void state_predicates() {
    const auto read = [this](ObservationId id) {
      SlotSets reads;
      for (ExprId argument : system_.observations[index(id)].arguments)
        collect_reads(system_, argument, reads);
      shared_.merge(reads[Space::shared]);
    };
    std::ranges::for_each(system_.invariants, read);
    std::ranges::for_each(system_.covers, read);
    for (const Response& response : system_.responses) {
      read(response.from);
      read(response.to);
    }
  }

  /// One round; false if it changed nothing.
  bool add_needed() {
    bool changed = false;
    for (std::size_t task = 0; task < kept_.size(); ++task)
      for (auto i = static_cast<std::uint32_t>(kept_[task].size()); i-- > 0;)
        if (!kept_[task][i] && is_needed(task, i)) {
          keep(task, i);
          changed = true;
        }
    return changed;
  }

  bool is_needed(std::size_t task, std::uint32_t i) const {
    switch (system_.tasks[task].code[i].kind) {
      case Kind::jump: return false;
      case Kind::branch: return !meeting_point(task, i);
      case Kind::assign: {
        const SlotSets& written = dependencies_.of(task, i).may_write;
        return meets(written[Space::shared], shared_) ||
               meets(written[Space::local], local_[task][Space::local]) ||
               meets(written[Space::temporary], local_[task][Space::temporary]);
      }
      default: return true;
    }
  }

  /// A shared slot that is written by something kept is written by all: else states would differ in it that
  /// were the same.
  void keep(std::size_t task, std::uint32_t i) {
    kept_[task][i] = true;
    const auto& [reads, writes, overwrites] = dependencies_.of(task, i);
    if (system_.tasks[task].code[i].kind == Kind::assign)
      shared_.insert(writes[Space::shared].begin(), writes[Space::shared].end());
    shared_.insert(reads[Space::shared].begin(), reads[Space::shared].end());
    for (const Space space : {Space::local, Space::temporary})
      local_[task][space].insert(reads[space].begin(), reads[space].end());
  }

  /// The one instruction that all ways from a branch come to without a loop, a step end and anything kept.
  std::optional<std::uint32_t> meeting_point(std::size_t task, std::uint32_t branch) const {
    std::set<std::uint32_t> ends, open, done;
    return walk(task, branch, ends, open, done) && ends.size() == 1 ? std::optional(*ends.begin())
                                                                    : std::nullopt;
  }

  /// Depth first over what is not kept; false if there is a loop.
  bool walk(std::size_t task, std::uint32_t from, std::set<std::uint32_t>& ends,
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

  bool ends_step(std::size_t number, std::uint32_t start) const {
    const Task& task = system_.tasks[number];
    if (!task.code[start].step || steps_ == Steps::stay || start == 0) return task.code[start].step;
    return std::ranges::any_of(task.resets, [&](const Reset& reset) { return reset.location == start; }) ||
           std::ranges::any_of(step_region(task, start), [&](auto i) { return kept_[number][i]; });
  }

  System& system_;
  Steps steps_;
  Dependencies dependencies_;
  std::vector<std::vector<bool>> kept_;  ///< by task and instruction
  Slots shared_;                         ///< needed slots
  std::vector<SlotSets> local_;          ///< needed slots of the other spaces, by task
};

}  // namespace

void slice(System& system, Steps steps) {
  Slicer(system, steps).cut();
}

}  // namespace mc::transform
