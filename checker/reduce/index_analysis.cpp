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
  Analysis(System& system, SlotExchange& slots, ExchangeScope& scope, const std::vector<Live>& live)
      : system_(system), slots_(slots), scope_(scope), live_(live) {}

  /// False if a new array or choice was found: then once more from the beginning.
  bool run() {
    for (const Slot& slot : system_.globals) kinds_.shared.push_back(IndexKind::of_constant(slot.initial));
    for (const Task& task : system_.tasks) kinds_.before.emplace_back(task.code.size());
    do {
      shared_changed_ = false;
      for (std::size_t task = 0; task < system_.tasks.size(); ++task) flow(task);
    } while (shared_changed_ && !found_array_ && !found_choice_);
    return !found_array_ && !found_choice_;
  }

  IndexKinds take() { return std::move(kinds_); }

 private:
  void flow(std::size_t task) {
    const Task& code = system_.tasks[task];
    KindsAt entry{.reached = true};
    for (const Slot& slot : code.frame) entry.frame.push_back(IndexKind::of_constant(slot.initial));
    entry.temporaries.assign(code.temporaries.size(), IndexKind::of_constant(0));
    std::set<std::uint32_t> worklist{0};
    if (!merge(kinds_.before[task][0], std::move(entry)))
      for (std::uint32_t i = 0; i < code.code.size(); ++i) worklist.insert(i);  // shared kinds have changed
    while (!worklist.empty()) {
      const std::uint32_t i = *worklist.begin();
      worklist.erase(worklist.begin());
      if (!kinds_.before[task][i].reached) continue;
      KindsAt after = executed(task, i);
      const auto all = successors(code, i);
      for (std::uint32_t next : all) {
        KindsAt there = arriving(task, next, next == all.back() ? std::move(after) : after);
        if (merge(kinds_.before[task][next], std::move(there))) worklist.insert(next);
      }
    }
  }

  KindsAt executed(std::size_t task, std::uint32_t i) {
    KindsAt after = kinds_.before[task][i];
    const Instruction& instruction = system_.tasks[task].code[i];
    const IndexKind assigned = kind(task, after, instruction);
    if (instruction.kind == Instruction::Kind::assign)
      write(after, instruction.place, assigned);
    else if (instruction.kind == Instruction::Kind::choose)
      write(after, instruction.place, chosen(task, i));
    return after;
  }

  IndexKind chosen(std::size_t task, std::uint32_t i) const {
    const Instruction& at = system_.tasks[task].code[i];
    if (scope_.choices.contains({task, i})) return IndexKind::renamed(shifted_index(slots_.count(), 0));
    const bool any = system_.expressions.constant_value(at.expression) == slots_.count();
    return any ? IndexKind::chosen({task, i}) : IndexKind::number();
  }

  /// The kind of what is assigned, if anything is. Looks at all that the instruction evaluates: an array may
  /// be subscripted by an index nowhere else.
  IndexKind kind(std::size_t task, const KindsAt& at, const Instruction& instruction) {
    PermutedExpressions permuted(system_, slots_, 0,
                                 {.task = task,
                                  .exchanged = scope_.tasks[task],
                                  .shared = &kinds_.shared,
                                  .frame = &at.frame,
                                  .temporaries = &at.temporaries});
    const auto look = [&](ExprId expression) {
      try {
        if (expression != ExprId::none) return permuted.of(expression).kind;
      } catch (const Asymmetry&) {
      }
      return IndexKind::number();
    };
    if (instruction.observation != ObservationId::none)
      for (ExprId argument : system_.observations[index(instruction.observation)].arguments) look(argument);
    try {
      IndexKind ignored;
      if (instruction.place != PlaceId::none) permuted.place(instruction.place, ignored);
    } catch (const Asymmetry&) {
    }
    const IndexKind result = look(instruction.expression);
    found_array_ |= permuted.found_array();
    for (const Choice& choice : permuted.found_choices())
      found_choice_ |= scope_.choices.insert(choice).second;
    return result;
  }

  void write(KindsAt& at, PlaceId id, const IndexKind& kind) {
    const Place& place = system_.place(id);
    const auto slots = footprint(system_, place);
    for (std::uint32_t slot : slots) {
      if (place.space == Space::shared) {
        const IndexKind joined = join(kinds_.shared[slot], kind);
        shared_changed_ |= !(joined == kinds_.shared[slot]);
        kinds_.shared[slot] = joined;
        continue;
      }
      IndexKind& known = (place.space == Space::local ? at.frame : at.temporaries)[slot];
      known = slots.size() == 1 ? kind : join(known, kind);
    }
  }

  KindsAt arriving(std::size_t task, std::uint32_t next, KindsAt at) const {
    const Task& code = system_.tasks[task];
    if (!code.code[next].step) {
      for (std::uint32_t slot = 0; slot < at.frame.size(); ++slot)
        if (!live_[task][next][slot]) at.frame[slot] = IndexKind::mixed();
      return at;
    }
    for (IndexKind& kind : at.temporaries) kind = IndexKind::of_constant(0);
    for (const Reset& reset : code.resets)
      if (reset.location == next)
        for (std::uint32_t slot : reset.slots) {
          const Type& type = code.frame[slot].type;
          at.frame[slot] = IndexKind::of_constant(std::clamp<Value>(0, type.least, type.most));
        }
    return at;
  }

  /// True if `known` changed.
  static bool merge(KindsAt& known, KindsAt&& other) {
    if (!known.reached) {
      known = std::move(other);
      return true;
    }
    bool changed = false;
    const auto all = [&changed](std::vector<IndexKind>& to, const std::vector<IndexKind>& from) {
      for (std::size_t i = 0; i < to.size(); ++i) {
        if (to[i] == from[i]) continue;
        IndexKind joined = join(to[i], from[i]);
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
  ExchangeScope& scope_;
  const std::vector<Live>& live_;
  IndexKinds kinds_;
  bool shared_changed_ = false, found_array_ = false, found_choice_ = false;
};

}  // namespace

IndexKinds find_index_kinds(System& system, SlotExchange& slots, ExchangeScope& scope) {
  std::vector<Live> live;
  for (const Task& task : system.tasks) live.push_back(live_slots(system, task));
  for (;;) {
    Analysis analysis(system, slots, scope, live);
    if (analysis.run()) return analysis.take();
  }
}

}  // namespace mc::reduce
