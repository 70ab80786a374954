#include "transform/sort_analysis.h"

#include <algorithm>
#include <set>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "transform/image.h"
#include "transform/liveness.h"

namespace mc::transform {

using namespace ir;

namespace {

class Analysis {
 public:
  Analysis(System& system, SlotExchange& slots, Exchanged& exchanged, const std::vector<Liveness>& liveness)
      : system_(system), slots_(slots), exchanged_(exchanged), liveness_(liveness) {}

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
    if (!merge(sorts_.before[task][0], entry))
      for (std::uint32_t i = 0; i < code.code.size(); ++i) pending.insert(i);  // shared sorts have changed
    while (!pending.empty()) {
      const std::uint32_t i = *pending.begin();
      pending.erase(pending.begin());
      if (!sorts_.before[task][i].reached) continue;
      const SortsAt after = executed(task, i);
      for (std::uint32_t next : successors(code, i))
        if (merge(sorts_.before[task][next], arriving(task, next, after))) pending.insert(next);
    }
  }

  SortsAt executed(std::size_t task, std::uint32_t i) {
    SortsAt after = sorts_.before[task][i];
    const Instruction& instruction = system_.tasks[task].code[i];
    if (instruction.kind == Instruction::Kind::assign)
      write(after, instruction.place, sort(task, after, instruction));
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

  Sort sort(std::size_t task, const SortsAt& at, const Instruction& instruction) {
    Image image(system_, slots_, 0,
                {.task = task,
                 .exchanged = exchanged_.tasks[task],
                 .shared = &sorts_.shared,
                 .frame = &at.frame,
                 .temporaries = &at.temporaries});
    Sort result = Sort::number();
    try {
      Sort ignored;
      image.place(instruction.place, ignored);
    } catch (const Asymmetry&) {
    }
    try {
      result = image.of(instruction.expression).sort;
    } catch (const Asymmetry&) {
    }
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
        if (!liveness_[task].before(next).contains(slot)) at.frame[slot] = Sort::mixed();
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
  static bool merge(SortsAt& known, const SortsAt& other) {
    if (!known.reached) {
      known = other;
      return true;
    }
    bool changed = false;
    const auto all = [&changed](std::vector<Sort>& to, const std::vector<Sort>& from) {
      for (std::size_t i = 0; i < to.size(); ++i) {
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
  const std::vector<Liveness>& liveness_;
  Sorts sorts_;
  bool shared_changed_ = false, found_array_ = false, found_choice_ = false;
};

}  // namespace

Sorts find_sorts(System& system, SlotExchange& slots, Exchanged& exchanged) {
  std::vector<Liveness> liveness;
  for (const Task& task : system.tasks) liveness.emplace_back(system, task);
  for (;;) {
    Analysis analysis(system, slots, exchanged, liveness);
    if (analysis.run()) return analysis.take();
  }
}

}  // namespace mc::transform
