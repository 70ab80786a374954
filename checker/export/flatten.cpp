// SPDX-License-Identifier: Apache-2.0
#include "export/flatten.h"

#include <algorithm>
#include <boost/pending/disjoint_sets.hpp>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>

#include "ir/dependencies.h"
#include "ir/rewrite.h"

namespace mc::exporter {

using namespace ir;

std::string identifier(const std::string& name, bool with_subscripts) {
  std::string result;
  bool inside = false;
  for (const char c : name.substr(0, name.find('|'))) {
    if (c == '[') inside = true;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter && (!inside || with_subscripts)) result += c;
    if (!letter && !result.empty() && result.back() != '_') result += '_';
    if (c == ']') inside = false;
  }
  while (result.ends_with('_')) result.pop_back();
  return result.empty() || (result[0] >= '0' && result[0] <= '9') ? "v" + result : result;
}

namespace {

std::string common_name(const std::vector<Slot>& slots, const std::vector<std::uint32_t>& group) {
  return identifier(slots[group[0]].name, group.size() == 1);
}

/// One space of slots, regrouped: which variable and element each of its slots becomes.
class Regrouped {
 public:
  explicit Regrouped(const std::vector<Slot>& slots)
      : slots_(slots), sets_(slots.size()), positions_(slots.size()) {}

  /// All of these belong to one variable.
  void unite(const std::vector<std::uint32_t>& slots) {
    for (std::uint32_t slot : slots) sets_.union_set(std::size_t{slots[0]}, std::size_t{slot});
  }

  /// To be called when all is united. Returns the variables, in the order of their first slots.
  std::vector<Variable> variables(std::vector<Slot>& regrouped) {
    std::map<std::size_t, std::vector<std::uint32_t>> groups;  // by first slot
    std::map<std::size_t, std::size_t> first;
    for (std::uint32_t slot = 0; slot < slots_.size(); ++slot)
      groups[first.try_emplace(sets_.find_set(std::size_t{slot}), slot).first->second].push_back(slot);
    std::vector<Variable> result;
    for (const auto& [unused, group] : groups) result.push_back(variable(group, regrouped));
    return result;
  }

  std::uint32_t operator[](std::uint32_t slot) const { return positions_[slot]; }

 private:
  Variable variable(const std::vector<std::uint32_t>& group, std::vector<Slot>& regrouped) {
    Variable result{.name = common_name(slots_, group),
                    .origin = slots_[group[0]].name,
                    .type = slots_[group[0]].type,
                    .first = static_cast<std::uint32_t>(regrouped.size()),
                    .initial = {}};
    for (std::uint32_t slot : group) {
      positions_[slot] = static_cast<std::uint32_t>(regrouped.size());
      result.initial.push_back(slots_[slot].initial);
      result.type.least = std::min(result.type.least, slots_[slot].type.least);
      result.type.most = std::max(result.type.most, slots_[slot].type.most);
      regrouped.push_back(slots_[slot]);
    }
    for (std::uint32_t i = result.first; i < regrouped.size(); ++i) regrouped[i].type = result.type;
    return result;
  }

  const std::vector<Slot>& slots_;
  boost::disjoint_sets_with_storage<> sets_;
  std::vector<std::uint32_t> positions_;
};

/// Rewrites places, in the order: shared space once, then task by task.
class Flattener {
 public:
  explicit Flattener(const System& system)
      : old_(system), flat_{.system = system, .variables = {}, .invariants = {}} {}

  Flat run() {
    Regrouped shared(old_.globals);
    std::vector<Regrouped> local, temporary;
    for (const Task& task : old_.tasks) {
      local.emplace_back(task.frame);
      temporary.emplace_back(task.temporaries);
    }
    for (std::size_t task = 0; task < old_.tasks.size(); ++task)
      for (const auto& [space, slots] : footprints(task))
        (space == Space::shared  ? shared
         : space == Space::local ? local[task]
                                 : temporary[task])
            .unite(slots);
    flat_.system.globals.clear();
    flat_.variables.shared = shared.variables(flat_.system.globals);
    for (std::size_t task = 0; task < old_.tasks.size(); ++task) {
      Task& changed = flat_.system.tasks[task];
      changed.frame.clear();
      changed.temporaries.clear();
      flat_.variables.local.push_back(local[task].variables(changed.frame));
      flat_.variables.temporary.push_back(temporary[task].variables(changed.temporaries));
      rewrite(task, {&shared, &local[task], &temporary[task]});
    }
    Rewriter rebuild = rebuilder({&shared, nullptr, nullptr});
    for (ObservationId& id : flat_.system.covers) id = observation(id, rebuild);
    for (ObservationId& id : flat_.system.invariants) {
      id = observation(id, rebuild);
      flat_.invariants.push_back({old_.formulas[index(flat_.system.observations[index(id)].formula)].property,
                                  instantiate(flat_.system, id)});
    }
    flat_.system.responses.clear();
    return std::move(flat_);
  }

 private:
  using Spaces = std::array<const Regrouped*, 3>;

  /// The slots of every place that `task` reads or writes.
  std::set<std::pair<Space, std::vector<std::uint32_t>>> footprints(std::size_t task) const {
    std::set<std::pair<Space, std::vector<std::uint32_t>>> result;
    std::set<std::uint32_t> seen;
    const auto visit = [&](const auto& self, ExprId id) -> void {
      if (id == ExprId::none || !seen.insert(static_cast<std::uint32_t>(id)).second) return;
      const Expression& node = old_.expressions[id];
      for (ExprId operand : node.operands) self(self, operand);
      if (node.op == Operator::load) visit_place(self, node.place, result);
    };
    for (const Instruction& instruction : old_.tasks[task].code) {
      visit(visit, instruction.expression);
      if (instruction.place != PlaceId::none) visit_place(visit, instruction.place, result);
      if (instruction.observation == ObservationId::none) continue;
      for (ExprId argument : old_.observations[index(instruction.observation)].arguments)
        visit(visit, argument);
    }
    return result;
  }

  void visit_place(const auto& visit, PlaceId id,
                   std::set<std::pair<Space, std::vector<std::uint32_t>>>& result) const {
    const Place& place = old_.place(id);
    for (const Subscript& subscript : place.subscripts) visit(visit, subscript.value);
    if (place.pointer) visit(visit, place.pointer->value);
    const auto slots = footprint(old_, place);
    if (!slots.empty()) result.emplace(place.space, slots);
  }

  Rewriter rebuilder(Spaces spaces) {
    return Rewriter(flat_.system, [this, spaces](ExprId id) {
      const Expression node = flat_.system.expressions[id];
      if (node.op != Operator::load) return ExprId::none;
      const PlaceId place = changed(node.place, spaces);
      Expressions& expressions = flat_.system.expressions;
      return place == PlaceId::none ? expressions.constant(0) : expressions.load(place);
    });
  }

  void rewrite(std::size_t number, Spaces spaces) {
    Task& task = flat_.system.tasks[number];
    Rewriter rebuild = rebuilder(spaces);
    auto& conditions = flat_.checks.emplace_back();
    for (Instruction& instruction : task.code) {
      conditions.push_back(ExprId::none);
      instruction.expression = rebuild.expression(instruction.expression);
      if (instruction.place != PlaceId::none) {
        instruction.place = changed(instruction.place, spaces);
        if (instruction.place == PlaceId::none)  // never executed: a check before it fails
          instruction = {.kind = Instruction::Kind::assume, .step = instruction.step};
      }
      if (instruction.observation != ObservationId::none) {
        instruction.observation = observation(instruction.observation, rebuild);
        if (instruction.kind == Instruction::Kind::check)
          conditions.back() = instantiate(flat_.system, instruction.observation);
      }
      if (instruction.kind == Instruction::Kind::assume && instruction.expression == ExprId::none)
        instruction.expression = flat_.system.expressions.constant(0);
    }
    for (Reset& reset : task.resets)
      for (std::uint32_t& slot : reset.slots) slot = (*spaces[1])[slot];
  }

  /// `id` with rewritten arguments.
  ObservationId observation(ObservationId id, Rewriter& rebuild) {
    Observation result = old_.observations[index(id)];
    for (ExprId& argument : result.arguments) argument = rebuild.expression(argument);
    flat_.system.observations.push_back(std::move(result));
    return static_cast<ObservationId>(flat_.system.observations.size() - 1);
  }

  /// none if it names no slot.
  PlaceId changed(PlaceId id, Spaces spaces) {
    const auto key = std::pair(id, spaces[1]);
    if (const auto found = places_.find(key); found != places_.end()) return found->second;
    const PlaceId result = flattened(old_.place(id), spaces);
    return places_[key] = result;
  }

  PlaceId flattened(const Place& place, Spaces spaces) {
    const Regrouped& slots = *spaces[static_cast<std::size_t>(place.space)];
    const auto named = footprint(old_, place);
    if (named.empty()) return PlaceId::none;
    const auto task = spaces[1] == nullptr ? 0 : flat_.variables.local.size() - 1;
    const Variable& variable = flat_.variables.at(place.space, task, slots[named[0]]);
    Place result{.space = place.space, .base = slots[named[0]], .type = variable.type};
    if (named.size() > 1) {
      result.base = variable.first;
      const ExprId element = position(place, slots, variable.first, spaces);
      result.subscripts.push_back({element, 1, static_cast<std::uint32_t>(variable.initial.size())});
    }
    return flat_.system.add_place(std::move(result));
  }

  ExprId constant(Value value) { return flat_.system.expressions.constant(value); }
  ExprId binary(Operator op, ExprId a, ExprId b) { return flat_.system.expressions.binary(op, a, b); }

  /// Which element of the variable that begins at `first` this place is.
  ExprId position(const Place& place, const Regrouped& slots, std::uint32_t first, Spaces spaces) {
    Rewriter rebuild = rebuilder(spaces);
    if (!place.pointer) return element(place, place.base, slots, first, rebuild);
    const auto& objects = old_.domains[place.pointer->domain].objects;
    const ExprId pointer = rebuild.expression(place.pointer->value);
    ExprId result = element(place, objects.back() + place.base, slots, first, rebuild);
    if (const auto linear = along(pointer, place, slots, first, rebuild)) return *linear;
    for (std::size_t k = objects.size() - 1; k > 0; --k)
      result = flat_.system.expressions.conditional(
          binary(Operator::equal, pointer, constant(static_cast<Value>(k))),
          element(place, objects[k - 1] + place.base, slots, first, rebuild), result);
    return result;
  }

  /// (pointer - 1) * distance + rest, if the objects are equally far apart.
  std::optional<ExprId> along(ExprId pointer, const Place& place, const Regrouped& slots, std::uint32_t first,
                              Rewriter& rebuild) {
    const auto& objects = old_.domains[place.pointer->domain].objects;
    const auto at = [&](std::size_t k) { return Value{slots[objects[k] + place.base]}; };
    const Value distance = objects.size() < 2 ? 0 : at(1) - at(0);
    for (std::size_t k = 0; k < objects.size(); ++k)
      if (at(k) != at(0) + static_cast<Value>(k) * distance) return std::nullopt;
    const ExprId rest = element(place, objects[0] + place.base, slots, first, rebuild);
    return binary(
        Operator::add,
        binary(Operator::multiply, binary(Operator::subtract, pointer, constant(1)), constant(distance)),
        rest);
  }

  /// Without the pointer, whose object and member begin at slot `base`.
  ExprId element(const Place& place, std::uint32_t base, const Regrouped& slots, std::uint32_t first,
                 Rewriter& rebuild) {
    if (!is_linear(place, base, 0, slots, slots[base])) return chosen(place, base, 0, slots, first, rebuild);
    ExprId result = ExprId::none;
    Value start = Value{slots[base]} - first;
    for (const Subscript& subscript : place.subscripts) {
      const auto known = old_.expressions.constant_value(subscript.value);
      const Value step = distance(subscript, base, slots);
      if (known) start += *known * step;
      if (known || step == 0) continue;
      const ExprId value = rebuild.expression(subscript.value);
      const ExprId term = step == 1 ? value : binary(Operator::multiply, value, constant(step));
      result = result == ExprId::none ? term : binary(Operator::add, result, term);
    }
    if (result == ExprId::none) return constant(start);
    return start == 0 ? result : binary(Operator::add, result, constant(start));
  }

  static Value distance(const Subscript& subscript, std::uint32_t base, const Regrouped& slots) {
    return subscript.count > 1 ? Value{slots[base + subscript.stride]} - slots[base] : 0;
  }

  /// Whether subscripts from the n-th on move from `position` by the same distance wherever they start.
  bool is_linear(const Place& place, std::uint32_t base, std::size_t n, const Regrouped& slots,
                 Value position) {
    if (n == place.subscripts.size()) return slots[base] == position;
    const Subscript& subscript = place.subscripts[n];
    const Value step = distance(subscript, base, slots);
    for (std::uint32_t i = 0; i < subscript.count; ++i)
      if (!is_linear(place, base + i * subscript.stride, n + 1, slots, position + i * step)) return false;
    return true;
  }

  /// The same for elements at irregular distances: one case a value of the n-th subscript.
  ExprId chosen(const Place& place, std::uint32_t base, std::size_t n, const Regrouped& slots,
                std::uint32_t first, Rewriter& rebuild) {
    if (n == place.subscripts.size()) return constant(Value{slots[base]} - first);
    const Subscript& subscript = place.subscripts[n];
    const ExprId value = rebuild.expression(subscript.value);
    ExprId result = ExprId::none;
    for (std::uint32_t i = subscript.count; i-- > 0;) {
      const ExprId one = chosen(place, base + i * subscript.stride, n + 1, slots, first, rebuild);
      result = result == ExprId::none ? one
                                      : flat_.system.expressions.conditional(
                                            binary(Operator::equal, value, constant(i)), one, result);
    }
    return result;
  }

  const System& old_;
  Flat flat_;
  std::map<std::pair<PlaceId, const Regrouped*>, PlaceId> places_;
};

}  // namespace

const std::vector<Variable>& Variables::of(Space space, std::size_t task) const {
  return space == Space::shared ? shared : space == Space::local ? local[task] : temporary[task];
}

const Variable& Variables::at(Space space, std::size_t task, std::uint32_t slot) const {
  const auto& all = of(space, task);
  return *(std::ranges::upper_bound(all, slot, {}, &Variable::first) - 1);
}

Flat flatten(const System& system) {
  return Flattener(system).run();
}

}  // namespace mc::exporter
