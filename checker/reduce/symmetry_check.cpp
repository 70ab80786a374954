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
  TaskCheck(System& system, SlotExchange& slots, const ExchangeScope& scope, const IndexKinds& kinds,
            std::size_t exchange, std::size_t task, NormalForm& normal, std::vector<Objection>& objections)
      : system_(system),
        slots_(slots),
        scope_(scope),
        kinds_(kinds),
        exchange_(exchange),
        number_(task),
        normal_(normal),
        store_(system),
        objections_(objections) {}

  void run() {
    const std::vector<bool> leader = leaders(task());
    for (std::uint32_t i = 0; i < task().code.size(); ++i) {
      if (i > 0 && leader[i] && goes_on(task(), i - 1)) settle(i);
      if (leader[i]) start_from(i);
      if (kinds_.before[number_][i].reached) instruction(i);
    }
  }

 private:
  const Task& task() const { return system_.tasks[number_]; }

  void start_from(std::uint32_t i) {
    store_.clear();
    origin_ = i;
  }

  PermutedExpressions permuted() {
    const KindsAt& at = kinds_.before[number_][origin_];
    return PermutedExpressions(system_, slots_, exchange_,
                               {.task = number_,
                                .exchanged = scope_.tasks[number_],
                                .shared = &kinds_.shared,
                                .frame = &at.frame,
                                .temporaries = &at.temporaries});
  }

  void instruction(std::uint32_t i) try {
    const Instruction at = task().code[i];
    if (store_.overlaps(at)) {
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
    const ExprId now = system_.expressions.logical_not(store_.applied(expression));
    PermutedExpressions there = permuted();
    if (normal_.of(there.as(there.of(now), IndexKind::number())) != normal_.of(now))
      throw Asymmetry("depends on which index is which");
  }

  void assign(std::uint32_t i, const Instruction& at) {
    const PlaceId place = store_.applied(at.place);
    const ExprId value = store_.applied(at.expression);
    if (system_.place(place).is_static()) return store_.assign(place, value, i);
    settle(i);
    start_from(i);
    PermutedExpressions there = permuted();
    expect_place(there, at.place);
    const PermutedExpression image = there.of(at.expression);
    for (std::uint32_t slot : footprint(system_, system_.place(at.place))) {
      const IndexKind* kind = kind_after(system_.place(at.place).space, slot, i + 1);
      if (kind != nullptr && normal_.of(there.as(image, *kind)) != normal_.of(at.expression))
        throw Asymmetry("assigns what depends on which index is which");
    }
    start_from(i + 1);
  }

  void choose(std::uint32_t i, const Instruction& at) {
    settle(i);
    start_from(i);
    PermutedExpressions there = permuted();
    if (normal_.of(there.as(there.of(at.expression), IndexKind::number())) != normal_.of(at.expression))
      throw Asymmetry("chooses among what depends on which index is which");
    expect_place(there, at.place);
    start_from(i + 1);
  }

  void expect_place(PermutedExpressions& there, PlaceId place) {
    IndexKind ignored;
    if (normal_.of(there.place(place, ignored)) != normal_.of(place))
      throw Asymmetry("assigns to one of what is exchanged");
  }

  /// The kind that a private slot has when control comes to `next`, or a shared one always; nothing if its
  /// value is not kept.
  const IndexKind* kind_after(Space space, std::uint32_t slot, std::uint32_t next) const {
    if (space == Space::shared) return &kinds_.shared[slot];
    const bool step = task().code[next].step;
    const KindsAt& at = kinds_.before[number_][next];
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
    if (!kinds_.before[number_][next].reached) return;
    for (const auto& [slot, assigned] : store_.all()) {
      try {
        settle(slot, assigned, next);
        const Area area{slot.first, slot.first == Space::shared ? 0 : number_};
        const std::pair other{slot.first, slots_.image(area, exchange_, slot.second)};
        if (!store_.all().contains(other)) settle(other, store_.old(other), next);
      } catch (const Asymmetry& asymmetry) {
        object(asymmetry.what(), assigned.instruction);
      }
    }
  }

  void settle(const SymbolicStore::Slot& slot, const SymbolicStore::Assigned& assigned, std::uint32_t next) {
    const IndexKind* kind = kind_after(slot.first, slot.second, next);
    if (kind == nullptr) return;
    const Area area{slot.first, slot.first == Space::shared ? 0 : number_};
    const std::pair other{slot.first, slots_.image(area, exchange_, slot.second)};
    const auto found = store_.all().find(other);
    const ExprId value = found != store_.all().end() ? found->second.value : store_.old(other).value;
    PermutedExpressions there = permuted();
    if (normal_.of(there.as(there.of(value), *kind)) != normal_.of(assigned.value))
      throw Asymmetry("assigns what depends on which index is which");
  }

  System& system_;
  SlotExchange& slots_;
  const ExchangeScope& scope_;
  const IndexKinds& kinds_;
  std::size_t exchange_;
  std::size_t number_;
  NormalForm& normal_;
  SymbolicStore store_;
  std::uint32_t origin_ = 0;  ///< where what expressions in the store read had its value
  std::vector<Objection>& objections_;
};

/// The observations of one property on states must be the images of one another.
void check_states(System& system, SlotExchange& slots, const IndexKinds& kinds, std::size_t exchange,
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
    PermutedExpressions there(system, slots, exchange, {.shared = &kinds.shared});
    const Property& about = system.properties[index(property)];
    try {
      if (known[property].contains(normal.of(there.as(there.of(expression), IndexKind::number())))) continue;
      objections.push_back({"depends on which index is which", about.source, about.name});
    } catch (const Asymmetry& asymmetry) {
      objections.push_back({asymmetry.what(), about.source, about.name});
    }
  }
}

}  // namespace

std::vector<Objection> objections(System& system, SlotExchange& slots, const ExchangeScope& scope,
                                  const IndexKinds& kinds, std::size_t exchange) {
  std::vector<Objection> result;
  NormalForm normal(system);
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    TaskCheck(system, slots, scope, kinds, exchange, task, normal, result).run();
  check_states(system, slots, kinds, exchange, system.invariants, normal, result);
  check_states(system, slots, kinds, exchange, system.covers, normal, result);
  return result;
}

}  // namespace mc::reduce
