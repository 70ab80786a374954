// SPDX-License-Identifier: Apache-2.0
#include "support/lockstep.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "ir/dependencies.h"
#include "ir/interpreter.h"
#include "ir/layout.h"

namespace mc::test {

using namespace ir;

namespace {

class Comparison {
 public:
  Comparison(const System& original, const System& other, bool sliced)
      : original_(original),
        sliced_(sliced),
        compared_(sliced ? read_slots(other) : std::vector<bool>(other.globals.size(), true)),
        left_(original),
        right_(other),
        layout_(other) {}

  Lockstep run(std::size_t limit) {
    enter(left_.initial(), right_.initial());
    while (!open_.empty() && !result_.difference && pairs_.size() < limit) {
      const auto [a, b] = *open_.back();
      open_.pop_back();
      compare_states(a, b);
      compare_moves(a, b);
    }
    result_.originals = lefts_.size();
    result_.changed = rights_.size();
    return std::move(result_);
  }

 private:
  using Pair = std::pair<State, State>;

  void require(bool same, std::string_view what) {
    if (!same && !result_.difference) result_.difference = std::string(what);
  }

  void enter(const State& a, const State& b) {
    lefts_.insert(a);
    rights_.insert(b);
    const auto [pair, inserted] = pairs_.insert({a, b});
    if (inserted) open_.push_back(&*pair);
  }

  void compare_states(const State& a, const State& b) {
    std::vector<Word> packed(layout_.words());
    layout_.pack(b, packed.data());
    require(layout_.unpack(packed.data()) == b, "a state packed and unpacked");
    for (std::size_t slot = 0; slot < compared_.size(); ++slot)
      require(!compared_[slot] || a[slot] == b[slot], "shared slots");
    for (std::size_t task = 0; task < original_.tasks.size(); ++task)
      for (unsigned copy = 0; copy < original_.tasks[task].count; ++copy)
        require(a[left_.index().program_counter(task, copy)] == b[right_.index().program_counter(task, copy)],
                "program counters");
    for (const auto list : {&System::invariants, &System::covers})
      for (ObservationId id : original_.*list) {
        const auto arguments = left_.arguments(a, id);
        require(arguments == right_.arguments(b, id), "arguments of a state predicate");
        require(left_.holds(id, arguments) == right_.holds(id, arguments), "a state predicate");
      }
    require(left_.deadlocked(a) == right_.deadlocked(b), "deadlock");
  }

  void compare_moves(const State& a, const State& b) {
    const std::vector<Outcome> left = left_.runs(a), right = right_.runs(b);
    require(left.size() == right.size(), "number of runs");
    for (std::size_t i = 0; i < left.size() && !result_.difference; ++i) {
      compare_outcomes(left[i], right[i]);
      require(right_.run(b, left[i].move).state == right[i].state, "the run that a move names");
      if (left[i].kind == Outcome::Kind::successor) enter(left[i].state, right[i].state);
    }
  }

  void compare_outcomes(const Outcome& a, const Outcome& b) {
    require(a.kind == b.kind,
            fmt::format("kind of outcome {} {}", static_cast<int>(a.kind), static_cast<int>(b.kind)));
    require(a.move == b.move, "choices");
    require(sliced_ || a.instructions == b.instructions, "instructions");
    require(a.observation == b.observation, "the failed check");
    require(a.arguments == b.arguments, "arguments of the failed check");
    require(a.covered == b.covered, "covers");
    auto evaluation = a.evaluations.begin();
    for (const auto& [id, arguments] : b.evaluations) {
      const auto same = [id = id](const auto& other) { return other.observation == id; };
      evaluation = std::find_if(evaluation, a.evaluations.end(), same);
      require(evaluation != a.evaluations.end() && evaluation->arguments == arguments, "a check's arguments");
      if (evaluation != a.evaluations.end()) ++evaluation;
    }
  }

  const System& original_;
  bool sliced_;
  std::vector<bool> compared_;  ///< by shared slot
  Interpreter left_, right_;
  Layout layout_;
  std::set<Pair> pairs_;
  std::vector<const Pair*> open_;
  std::set<State> lefts_, rights_;
  Lockstep result_;
};

}  // namespace

Lockstep run_in_lockstep(const System& original, const System& other, std::size_t limit) {
  return Comparison(original, other, false).run(limit);
}

Lockstep run_in_lockstep_sliced(const System& original, const System& other, std::size_t limit) {
  return Comparison(original, other, true).run(limit);
}

std::vector<bool> read_slots(const System& system) {
  SlotSets reads;
  const auto observed = [&](ObservationId id) {
    for (ExprId argument : system.observations[index(id)].arguments) collect_reads(system, argument, reads);
  };
  for (const Task& task : system.tasks)
    for (const Instruction& instruction : task.code) {
      const Effects effects = ir::effects(system, instruction);
      reads[Space::shared].insert(effects.reads[Space::shared].begin(), effects.reads[Space::shared].end());
    }
  for (ObservationId id : system.invariants) observed(id);
  for (ObservationId id : system.covers) observed(id);
  for (const Response& response : system.responses) {
    observed(response.from);
    observed(response.to);
  }
  std::vector<bool> result(system.globals.size());
  for (std::uint32_t slot : reads[Space::shared]) result[slot] = true;
  return result;
}

}  // namespace mc::test
