// SPDX-License-Identifier: Apache-2.0
#include "transform/delay_choices.h"

#include <algorithm>
#include <set>

#include "ir/graph.h"

namespace mc::transform {

using namespace ir;

namespace {

class Delay {
 public:
  Delay(Task& task, const std::vector<bool>& local, std::vector<std::uint32_t> choosing)
      : task_(task), local_(local), choosing_(choosing.begin(), choosing.end()), graph_(control_flow(task)) {}

  void run() {
    while (join_one()) {
    }
    for (const std::uint32_t start : choosing_)
      if (start != 0 && !useful_.contains(start)) task_.code[start].step = false;
  }

 private:
  bool join_one() {
    const std::vector<bool> acted = find_acted();
    for (std::uint32_t start = 1; start + 1 < task_.code.size(); ++start)
      if (task_.code[start].step && !joined_.contains(start) && follows_choices(start, acted) &&
          is_possible(start)) {
        join(start, acted);
        return true;
      }
    return false;
  }

  /// By instruction: whether something that is not local may have happened in its step, itself included.
  std::vector<bool> find_acted() const {
    std::vector<bool> acted(task_.code.size());
    for (std::uint32_t start = 0; start < task_.code.size(); ++start) {
      if (!task_.code[start].step) continue;
      const bool chooses = choosing_.contains(start);
      for (const std::uint32_t i : step_region(task_, start))
        if (!chooses || !local_[i]) spread(i, acted);
    }
    return acted;
  }

  void spread(std::uint32_t from, std::vector<bool>& acted) const {
    std::vector<std::uint32_t> open{from};
    while (!open.empty()) {
      const std::uint32_t i = open.back();
      open.pop_back();
      if (acted[i]) continue;
      acted[i] = true;
      for (const std::uint32_t next : successors(task_, i))
        if (!task_.code[next].step) open.push_back(next);
    }
  }

  /// Whether it comes after choices, and after nothing else that could not end its own step instead.
  bool follows_choices(std::uint32_t start, const std::vector<bool>& acted) const {
    bool some = false;
    for (const std::uint32_t before : predecessors(start)) {
      if (acted[before] && !can_start(before, start)) return false;
      some |= !acted[before];
    }
    return some;
  }

  std::vector<std::uint32_t> predecessors(std::uint32_t instruction) const {
    std::vector<std::uint32_t> result;
    for (auto [edge, last] = in_edges(instruction, graph_); edge != last; ++edge)
      result.push_back(static_cast<std::uint32_t>(source(*edge, graph_)));
    return result;
  }

  /// Whether a step may start there instead of at `next`.
  bool can_start(std::uint32_t instruction, std::uint32_t next) const {
    const Instruction& code = task_.code[instruction];
    return local_[instruction] && !code.atomic && code.kind != Instruction::Kind::choose &&
           successors(task_, instruction) == std::vector{next};
  }

  bool is_possible(std::uint32_t start) const {
    const auto region = step_region(task_, start);
    const auto may_stop = [&](std::uint32_t i) {
      const auto kind = task_.code[i].kind;
      return kind == Instruction::Kind::await || kind == Instruction::Kind::assume ||
             (kind == Instruction::Kind::choose && !local_[i]);
    };
    const auto resets = [&](const Reset& reset) { return reset.location == start; };
    return std::ranges::none_of(region, may_stop) && std::ranges::none_of(task_.resets, resets);
  }

  void join(std::uint32_t start, const std::vector<bool>& acted) {
    joined_.insert(start);
    for (const std::uint32_t before : predecessors(start))
      if (acted[before]) task_.code[before].step = true;
    const bool acts = !choosing_.contains(start) || useful_.contains(start);
    for (const std::uint32_t chooser : choosing_)
      if (acts && chooser != start && leads_to(chooser, start)) useful_.insert(chooser);
    task_.code[start].step = false;
    choosing_.erase(start);
    useful_.erase(start);
  }

  bool leads_to(std::uint32_t chooser, std::uint32_t start) const {
    return std::ranges::any_of(step_region(task_, chooser), [&](std::uint32_t i) {
      return std::ranges::count(successors(task_, i), start) > 0;
    });
  }

  Task& task_;
  const std::vector<bool>& local_;
  std::set<std::uint32_t> choosing_;
  std::set<std::uint32_t> useful_;  ///< of choosing_: something has been joined after them
  std::set<std::uint32_t> joined_;
  ControlFlow graph_;
};

}  // namespace

void delay_choices(Task& task, const std::vector<bool>& local, std::vector<std::uint32_t> choosing) {
  Delay(task, local, std::move(choosing)).run();
}

}  // namespace mc::transform
