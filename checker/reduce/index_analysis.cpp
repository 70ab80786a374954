// SPDX-License-Identifier: Apache-2.0
#include "reduce/index_analysis.h"

#include <algorithm>
#include <set>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "reduce/permuted_expression.h"
#include "transform/liveness.h"

namespace mc::reduce {

using namespace ir;

namespace {

/// By instruction and frame slot: whether it is live before the instruction.
using Live = std::vector<std::vector<bool>>;

Live live_slots(const System& system, const Task& task) {
  const transform::Liveness liveness(system, task);
  Live result(task.code.size(), std::vector<bool>(task.frame.size()));
  for (std::uint32_t i = 0; i < task.code.size(); ++i)
    for (std::uint32_t slot : liveness.before(i)) result[i][slot] = true;
  return result;
}

class Analysis {
 public:
  Analysis(System& system, SlotExchange& slots, Exchanged& exchanged, const std::vector<Live>& live)
      : system_(system), slots_(slots), exchanged_(exchanged), live_(live) {}

  /// False if a new array or choice was found: then once more from the beginning.
  bool run() {
    for (const Slot& slot : system_.globals) sorts_.shared.push_back(Sort::of_constant(slot.initial));
    for (const Task& task : system_.tasks) sorts_.before.emplace_back(task.code.size());
    do {
      shared_changed_ = false;
      for (std::size_t task = 0; task < system_.tasks.size(); ++task) flow(task);
    } while (shared_changed_ && !found_array_ && !found_choice_);
    return !found_array_ && !found_choice_;
  }

  Sorts take() { return std::move(sorts_); }

 private:
  void flow(std::size_t task) {
    const Task& code = system_.tasks[task];
    SortsAt entry{.reached = true};
    for (const Slot& slot : code.frame) entry.frame.push_back(Sort::of_constant(slot.initial));
    entry.temporaries.assign(code.temporaries.size(), Sort::of_constant(0));
    std::set<std::uint32_t> pending{0};
    if (!merge(sorts_.before[task][0], std::move(entry)))
      for (std::uint32_t i = 0; i < code.code.size(); ++i) pending.insert(i);  // shared sorts have changed
    while (!pending.empty()) {
      const std::uint32_t i = *pending.begin();
      pending.erase(pending.begin());
      if (!sorts_.before[task][i].reached) continue;
      SortsAt after = executed(task, i);
      const auto all = successors(code, i);
      for (std::uint32_t next : all) {
        SortsAt there = arriving(task, next, next == all.back() ? std::move(after) : after);
        if (merge(sorts_.before[task][next], std::move(there))) pending.insert(next);
      }
    }
  }

  SortsAt executed(std::size_t task, std::uint32_t i) {
    SortsAt after = sorts_.before[task][i];
    const Instruction& instruction = system_.tasks[task].code[i];
    const Sort assigned = sort(task, after, instruction);
    if (instruction.kind == Instruction::Kind::assign)
      write(after, instruction.place, assigned);
    else if (instruction.kind == Instruction::Kind::choose)
      write(after, instruction.place, chosen(task, i));
    return after;
  }

  Sort chosen(std::size_t task, std::uint32_t i) const {
    const Instruction& at = system_.tasks[task].code[i];
    if (exchanged_.choices.contains({task, i})) return Sort::renamed(shifted_index(slots_.count(), 0));
    const bool any = system_.expressions.constant_value(at.expression) == slots_.count();
    return any ? Sort::chosen({task, i}) : Sort::number();
  }

  /// The sort of what is assigned, if anything is. Looks at all that the instruction evaluates: an array may
  /// be subscripted by an index nowhere else.
  Sort sort(std::size_t task, const SortsAt& at, const Instruction& instruction) {
    Image image(system_, slots_, 0,
                {.task = task,
                 .exchanged = exchanged_.tasks[task],
                 .shared = &sorts_.shared,
                 .frame = &at.frame,
                 .temporaries = &at.temporaries});
    const auto look = [&](ExprId expression) {
      try {
        if (expression != ExprId::none) return image.of(expression).sort;
      } catch (const Asymmetry&) {
      }
      return Sort::number();
    };
    if (instruction.observation != ObservationId::none)
      for (ExprId argument : system_.observations[index(instruction.observation)].arguments) look(argument);
    try {
      Sort ignored;
      if (instruction.place != PlaceId::none) image.place(instruction.place, ignored);
    } catch (const Asymmetry&) {
    }
    const Sort result = look(instruction.expression);
    found_array_ |= image.found_array();
    for (const Choice& choice : image.found_choices())
      found_choice_ |= exchanged_.choices.insert(choice).second;
    return result;
  }

  void write(SortsAt& at, PlaceId id, const Sort& sort) {
    const Place& place = system_.place(id);
    const auto slots = footprint(system_, place);
    for (std::uint32_t slot : slots) {
      if (place.space == Space::shared) {
        const Sort joined = join(sorts_.shared[slot], sort);
        shared_changed_ |= !(joined == sorts_.shared[slot]);
        sorts_.shared[slot] = joined;
        continue;
      }
      Sort& known = (place.space == Space::local ? at.frame : at.temporaries)[slot];
      known = slots.size() == 1 ? sort : join(known, sort);
    }
  }

  SortsAt arriving(std::size_t task, std::uint32_t next, SortsAt at) const {
    const Task& code = system_.tasks[task];
    if (!code.code[next].step) {
      for (std::uint32_t slot = 0; slot < at.frame.size(); ++slot)
        if (!live_[task][next][slot]) at.frame[slot] = Sort::mixed();
      return at;
    }
    for (Sort& sort : at.temporaries) sort = Sort::of_constant(0);
    for (const Reset& reset : code.resets)
      if (reset.location == next)
        for (std::uint32_t slot : reset.slots) {
          const Type& type = code.frame[slot].type;
          at.frame[slot] = Sort::of_constant(std::clamp<Value>(0, type.least, type.most));
        }
    return at;
  }

  /// True if `known` changed.
  static bool merge(SortsAt& known, SortsAt&& other) {
    if (!known.reached) {
      known = std::move(other);
      return true;
    }
    bool changed = false;
    const auto all = [&changed](std::vector<Sort>& to, const std::vector<Sort>& from) {
      for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i] == from[i]) continue;
        Sort joined = join(to[i], from[i]);
        changed |= !(joined == to[i]);
        to[i] = std::move(joined);
      }
    };
    all(known.frame, other.frame);
    all(known.temporaries, other.temporaries);
    return changed;
  }

  System& system_;
  SlotExchange& slots_;
  Exchanged& exchanged_;
  const std::vector<Live>& live_;
  Sorts sorts_;
  bool shared_changed_ = false, found_array_ = false, found_choice_ = false;
};

}  // namespace

Sorts find_sorts(System& system, SlotExchange& slots, Exchanged& exchanged) {
  std::vector<Live> live;
  for (const Task& task : system.tasks) live.push_back(live_slots(system, task));
  for (;;) {
    Analysis analysis(system, slots, exchanged, live);
    if (analysis.run()) return analysis.take();
  }
}

}  // namespace mc::reduce
