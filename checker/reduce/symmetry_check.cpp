// SPDX-License-Identifier: Apache-2.0
#include "reduce/symmetry_check.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "ir/dependencies.h"
#include "ir/graph.h"
#include "reduce/normal_form.h"
#include "reduce/permuted_expression.h"
#include "reduce/symbolic_store.h"
#include "transform/rewrite.h"

namespace mc::reduce {

using namespace ir;

namespace {

using Kind = Instruction::Kind;

bool goes_on(const Task& task, std::uint32_t i) {
  const Instruction& at = task.code[i];
  return at.kind != Kind::end && ((at.kind != Kind::branch && at.kind != Kind::jump) || at.target == i + 1);
}

/// Instructions that control reaches otherwise than from the one before.
std::vector<bool> leaders(const Task& task) {
  std::vector<bool> result(task.code.size());
  for (std::uint32_t i = 0; i < task.code.size(); ++i) {
    if (task.code[i].step) result[i] = true;
    if (goes_on(task, i)) continue;
    for (std::uint32_t next : successors(task, i)) result[next] = true;
    if (i + 1 < task.code.size()) result[i + 1] = true;
  }
  return result;
}

class TaskCheck {
 public:
  TaskCheck(System& system, SlotExchange& slots, const Exchanged& exchanged, const Sorts& sorts,
            std::size_t exchange, std::size_t task, NormalForm& normal, std::vector<Objection>& objections)
      : system_(system),
        slots_(slots),
        exchanged_(exchanged),
        sorts_(sorts),
        exchange_(exchange),
        number_(task),
        normal_(normal),
        pending_(system),
        objections_(objections) {}

  void run() {
    const std::vector<bool> leader = leaders(task());
    for (std::uint32_t i = 0; i < task().code.size(); ++i) {
      if (i > 0 && leader[i] && goes_on(task(), i - 1)) settle(i);
      if (leader[i]) start_from(i);
      if (sorts_.before[number_][i].reached) instruction(i);
    }
  }

 private:
  const Task& task() const { return system_.tasks[number_]; }

  void start_from(std::uint32_t i) {
    pending_.clear();
    origin_ = i;
  }

  Image image() {
    const SortsAt& at = sorts_.before[number_][origin_];
    return Image(system_, slots_, exchange_,
                 {.task = number_,
                  .exchanged = exchanged_.tasks[number_],
                  .shared = &sorts_.shared,
                  .frame = &at.frame,
                  .temporaries = &at.temporaries});
  }

  void instruction(std::uint32_t i) try {
    const Instruction at = task().code[i];
    if (pending_.overlaps(at)) {
      settle(i);
      start_from(i);
    }
    switch (at.kind) {
      case Kind::assign: return assign(i, at);
      case Kind::choose: return choose(i, at);
      case Kind::await:
      case Kind::assume: return expect_same(at.expression);
      case Kind::check:
      case Kind::cover: return expect_same(ir::instantiate(system_, at.observation));
      case Kind::branch:
        if (at.target == i + 1) return;
        expect_same(at.expression);
        settle(i + 1);
        return settle(at.target);
      case Kind::jump:
        if (at.target != i + 1) settle(at.target);
        return;
      case Kind::end: return;
    }
  } catch (const Asymmetry& asymmetry) {
    object(asymmetry.what(), i);
  }

  void object(const std::string& reason, std::uint32_t i) {
    objections_.push_back({reason, task().code[i].source, ""});
  }

  /// Whether `expression` is 0 must be the same in the exchanged state.
  void expect_same(ExprId expression) {
    const ExprId now = system_.expressions.logical_not(pending_.applied(expression));
    Image there = image();
    if (normal_.of(there.as(there.of(now), Sort::number())) != normal_.of(now))
      throw Asymmetry("depends on which index is which");
  }

  void assign(std::uint32_t i, const Instruction& at) {
    const PlaceId place = pending_.applied(at.place);
    const ExprId value = pending_.applied(at.expression);
    if (system_.place(place).is_static()) return pending_.assign(place, value, i);
    settle(i);
    start_from(i);
    Image there = image();
    expect_place(there, at.place);
    const Image::Value image = there.of(at.expression);
    for (std::uint32_t slot : footprint(system_, system_.place(at.place))) {
      const Sort* sort = sort_after(system_.place(at.place).space, slot, i + 1);
      if (sort != nullptr && normal_.of(there.as(image, *sort)) != normal_.of(at.expression))
        throw Asymmetry("assigns what depends on which index is which");
    }
    start_from(i + 1);
  }

  void choose(std::uint32_t i, const Instruction& at) {
    settle(i);
    start_from(i);
    Image there = image();
    if (normal_.of(there.as(there.of(at.expression), Sort::number())) != normal_.of(at.expression))
      throw Asymmetry("chooses among what depends on which index is which");
    expect_place(there, at.place);
    start_from(i + 1);
  }

  void expect_place(Image& there, PlaceId place) {
    Sort ignored;
    if (normal_.of(there.place(place, ignored)) != normal_.of(place))
      throw Asymmetry("assigns to one of what is exchanged");
  }

  /// The sort that a private slot has when control comes to `next`, or a shared one always; nothing if its
  /// value is not kept.
  const Sort* sort_after(Space space, std::uint32_t slot, std::uint32_t next) const {
    if (space == Space::shared) return &sorts_.shared[slot];
    const bool step = task().code[next].step;
    const SortsAt& at = sorts_.before[number_][next];
    if (space == Space::temporary)
      return step || at.temporaries[slot].is_mixed() ? nullptr : &at.temporaries[slot];
    if (step)
      for (const Reset& reset : task().resets)
        if (reset.location == next && std::ranges::find(reset.slots, slot) != reset.slots.end())
          return nullptr;
    if (at.frame[slot].is_mixed() && !step) return nullptr;
    return &at.frame[slot];
  }

  /// What is pending, when control comes to `next`, must be the image of what is pending.
  void settle(std::uint32_t next) {
    if (!sorts_.before[number_][next].reached) return;
    for (const auto& [slot, assigned] : pending_.all()) {
      try {
        settle(slot, assigned, next);
        const Area area{slot.first, slot.first == Space::shared ? 0 : number_};
        const std::pair other{slot.first, slots_.image(area, exchange_, slot.second)};
        if (!pending_.all().contains(other)) settle(other, pending_.old(other), next);
      } catch (const Asymmetry& asymmetry) {
        object(asymmetry.what(), assigned.instruction);
      }
    }
  }

  void settle(const Pending::Slot& slot, const Pending::Assigned& assigned, std::uint32_t next) {
    const Sort* sort = sort_after(slot.first, slot.second, next);
    if (sort == nullptr) return;
    const Area area{slot.first, slot.first == Space::shared ? 0 : number_};
    const std::pair other{slot.first, slots_.image(area, exchange_, slot.second)};
    const auto found = pending_.all().find(other);
    const ExprId value = found != pending_.all().end() ? found->second.value : pending_.old(other).value;
    Image there = image();
    if (normal_.of(there.as(there.of(value), *sort)) != normal_.of(assigned.value))
      throw Asymmetry("assigns what depends on which index is which");
  }

  System& system_;
  SlotExchange& slots_;
  const Exchanged& exchanged_;
  const Sorts& sorts_;
  std::size_t exchange_;
  std::size_t number_;
  NormalForm& normal_;
  Pending pending_;
  std::uint32_t origin_ = 0;  ///< where what pending expressions read had its value
  std::vector<Objection>& objections_;
};

/// The observations of one property on states must be the images of one another.
void check_states(System& system, SlotExchange& slots, const Sorts& sorts, std::size_t exchange,
                  const std::vector<ObservationId>& observations, NormalForm& normal,
                  std::vector<Objection>& objections) {
  std::map<PropertyId, std::set<ExprId>> known;
  std::vector<std::pair<PropertyId, ExprId>> all;
  for (ObservationId id : observations) {
    const PropertyId property = system.formulas[index(system.observations[index(id)].formula)].property;
    all.emplace_back(property, system.expressions.logical_not(ir::instantiate(system, id)));
    known[property].insert(normal.of(all.back().second));
  }
  for (const auto& [property, expression] : all) {
    Image there(system, slots, exchange, {.shared = &sorts.shared});
    const Property& about = system.properties[index(property)];
    try {
      if (known[property].contains(normal.of(there.as(there.of(expression), Sort::number())))) continue;
      objections.push_back({"depends on which index is which", about.source, about.name});
    } catch (const Asymmetry& asymmetry) {
      objections.push_back({asymmetry.what(), about.source, about.name});
    }
  }
}

}  // namespace

std::vector<Objection> objections(System& system, SlotExchange& slots, const Exchanged& exchanged,
                                  const Sorts& sorts, std::size_t exchange) {
  std::vector<Objection> result;
  NormalForm normal(system);
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    TaskCheck(system, slots, exchanged, sorts, exchange, task, normal, result).run();
  check_states(system, slots, sorts, exchange, system.invariants, normal, result);
  check_states(system, slots, sorts, exchange, system.covers, normal, result);
  return result;
}

}  // namespace mc::reduce
