// SPDX-License-Identifier: Apache-2.0
#include "transform/available_conditions.h"

#include "ir/graph.h"
#include "transform/facts.h"
#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

/// Forward analysis of one task: the facts before each instruction, nothing for what cannot be reached.
class Analysis {
 public:
  Analysis(System& system, const Task& task) : system_(system), task_(task), reads_(system) {
    for (const Instruction& instruction : task.code) {
      effects_.push_back(effects(system, instruction));
      conditions_.push_back(instruction.kind == Kind::check ? instantiate(system, instruction.observation)
                                                            : instruction.expression);
    }
    before_.resize(task.code.size());
    before_[0] = Facts(system);
    for (bool changed = true; changed;) {
      changed = false;
      for (std::uint32_t i = 0; i < task.code.size(); ++i)
        if (before_[i])
          for (std::uint32_t next : successors(task, i)) changed |= flow(i, next);
    }
  }

  /// Whether the condition of a check or branch is not 0, if that is known.
  std::optional<bool> truth(std::uint32_t instruction) const {
    return before_[instruction] ? before_[instruction]->truth(conditions_[instruction]) : std::nullopt;
  }

 private:
  bool flow(std::uint32_t from, std::uint32_t to) {
    Facts facts = after(from, to);
    if (task_.code[to].step) start_step(to, facts);
    if (before_[to]) facts.intersect(*before_[to]);
    const bool changed = !before_[to] || !(facts == *before_[to]);
    before_[to] = std::move(facts);
    return changed;
  }

  Facts after(std::uint32_t from, std::uint32_t to) {
    Facts facts = *before_[from];
    const Instruction& instruction = task_.code[from];
    switch (instruction.kind) {
      case Kind::check:
      case Kind::await:
      case Kind::assume: facts.learn(conditions_[from], true); break;
      case Kind::branch:
        if (instruction.target != from + 1) facts.learn(conditions_[from], to == from + 1);
        break;
      case Kind::assign: assign(instruction, effects_[from], facts); break;
      case Kind::choose: facts.forget_written(effects_[from].may_write, reads_); break;
      default: break;
    }
    return facts;
  }

  void assign(const Instruction& instruction, const Effects& effects, Facts& facts) {
    const auto truth = facts.truth(instruction.expression);
    facts.forget_written(effects.may_write, reads_);
    if (truth && system_.place(instruction.place).is_static())
      facts.learn(system_.expressions.load(instruction.place), *truth);
  }

  void start_step(std::uint32_t location, Facts& facts) {
    facts.forget(Space::shared, reads_);
    facts.forget(Space::temporary, reads_);
    SlotSets reset;
    for (const Reset& at : task_.resets)
      if (at.location == location) reset[Space::local].insert(at.slots.begin(), at.slots.end());
    facts.forget_written(reset, reads_);
  }

  System& system_;
  const Task& task_;
  ReadSets reads_;
  std::vector<Effects> effects_;
  std::vector<ExprId> conditions_;  ///< by instruction; none if it has no condition
  std::vector<std::optional<Facts>> before_;
};

}  // namespace

void use_known_conditions(System& system) {
  for (Task& task : system.tasks) {
    const Analysis analysis(system, task);
    for (std::uint32_t i = 0; i < task.code.size(); ++i) {
      Instruction& instruction = task.code[i];
      const bool built_in = instruction.kind == Kind::check &&
                            system.property_of(instruction.observation).kind == Property::Kind::built_in;
      if (!built_in && instruction.kind != Kind::branch) continue;
      const auto truth = analysis.truth(i);
      if (!truth) continue;
      if (instruction.kind == Kind::branch)
        instruction.expression = system.expressions.constant(*truth);
      else if (*truth)
        drop_check(task, i);
    }
  }
}

}  // namespace mc::transform
