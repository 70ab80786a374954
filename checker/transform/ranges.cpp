// SPDX-License-Identifier: Apache-2.0
#include "transform/ranges.h"

#include <algorithm>

#include "ir/dependencies.h"
#include "transform/liveness.h"
#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

/// After so many rounds a bound that still moves goes to the end of its type at once.
constexpr int patience = 8;

std::size_t slots(const System& system) {
  std::size_t result = system.globals.size();
  for (const Task& task : system.tasks) result += task.frame.size() + task.temporaries.size();
  return result;
}

}  // namespace

Ranges::Ranges(const System& system)
    : system_(&system),
      size_(static_cast<std::uint32_t>(system.globals.size())),
      groups_(slots(system)),
      intervals_(slots(system)) {
  for (const Task& task : system.tasks) {
    frame_start_.push_back(size_);
    temporary_start_.push_back(size_ + static_cast<std::uint32_t>(task.frame.size()));
    size_ = temporary_start_.back() + static_cast<std::uint32_t>(task.temporaries.size());
  }
  collect_places();
  start();
  for (int round = 0; propagate(round >= patience);) ++round;
  finish();
}

std::uint32_t Ranges::number(Space space, std::size_t task, std::uint32_t slot) const {
  switch (space) {
    case Space::shared: return slot;
    case Space::local: return frame_start_[task] + slot;
    case Space::temporary: return temporary_start_[task] + slot;
  }
  return slot;
}

void Ranges::collect_places() {
  for (std::size_t task = 0; task < system_->tasks.size(); ++task)
    for (PlaceId place : places_of(*system_, system_->tasks[task])) unite(task, place);
}

void Ranges::unite(std::size_t task, PlaceId id) {
  const Place& place = system_->place(id);
  const auto slots = footprint(*system_, place);
  for (std::uint32_t slot : slots)
    groups_.unite(number(place.space, task, slots[0]), number(place.space, task, slot));
}

/// The initial values, of temporaries 0.
void Ranges::start() {
  const auto add = [&](std::uint32_t slot, Value value) {
    Possible& interval = intervals_[groups_.representative(slot)];
    interval = interval ? hull(*interval, {value, value}) : Interval{value, value};
  };
  for (std::uint32_t i = 0; i < system_->globals.size(); ++i) add(i, system_->globals[i].initial);
  for (std::size_t task = 0; task < system_->tasks.size(); ++task) {
    start_frame(task, add);
    for (std::uint32_t i = 0; i < system_->tasks[task].temporaries.size(); ++i)
      add(number(Space::temporary, task, i), 0);
  }
}

/// Initial values and resets, where they can be read.
void Ranges::start_frame(std::size_t task, const std::function<void(std::uint32_t, Value)>& add) {
  const Task& code = system_->tasks[task];
  const Liveness liveness(*system_, code);
  for (std::uint32_t slot : liveness.before(0))
    add(number(Space::local, task, slot), code.frame[slot].initial);
  for (const Reset& reset : code.resets)
    for (std::uint32_t slot : reset.slots) {
      const Type& type = code.frame[slot].type;
      if (liveness.before(reset.location).contains(slot))
        add(number(Space::local, task, slot), std::clamp<Value>(0, type.least, type.most));
    }
}

/// What is never written and never read has any one value.
void Ranges::finish() {
  for (std::size_t task = 0; task < system_->tasks.size(); ++task)
    for (std::uint32_t i = 0; i < system_->tasks[task].frame.size(); ++i) {
      const Value initial = system_->tasks[task].frame[i].initial;
      Possible& interval = intervals_[groups_.representative(number(Space::local, task, i))];
      if (!interval) interval = Interval{initial, initial};
    }
}

bool Ranges::propagate(bool widen) {
  bool changed = false;
  for (std::size_t task = 0; task < system_->tasks.size(); ++task)
    for (const Instruction& instruction : system_->tasks[task].code) {
      if (instruction.place == PlaceId::none) continue;
      Memory known;
      Possible value = evaluate(task, instruction.expression, {}, known);
      if (!value) continue;
      if (instruction.kind == Instruction::Kind::choose) {
        if (value->most <= 0) continue;
        value = Interval{0, value->most - 1};
      }
      changed |= store(task, instruction.place, *value, widen);
    }
  return changed;
}

bool Ranges::store(std::size_t task, PlaceId id, Interval value, bool widen) {
  const Place& place = system_->place(id);
  value = {std::max(value.least, place.type.least), std::min(value.most, place.type.most)};
  const auto slots = footprint(*system_, place);
  if (slots.empty() || value.least > value.most) return false;  // a check before it always fails
  Possible& old = intervals_[groups_.representative(number(place.space, task, slots[0]))];
  Interval next = old ? hull(*old, value) : value;
  if (widen && old && next.least < old->least) next.least = place.type.least;
  if (widen && old && next.most > old->most) next.most = place.type.most;
  const bool changed = old != next;
  old = next;
  return changed;
}

Interval Ranges::of(Space space, std::size_t task, std::uint32_t slot) const {
  return intervals_[groups_.representative(number(space, task, slot))].value();
}

Interval Ranges::of(std::size_t task, ExprId expression) const {
  Memory known;
  return evaluate(task, expression, {}, known).value();
}

bool Ranges::always_holds(std::size_t task, ObservationId id) const {
  const Observation& observation = system_->observations[index(id)];
  std::vector<Interval> arguments;
  for (ExprId argument : observation.arguments) arguments.push_back(of(task, argument));
  Memory known;
  const ExprId formula = system_->formulas[index(observation.formula)].expression;
  return !evaluate(task, formula, arguments, known)->contains(0);
}

Ranges::Possible Ranges::evaluate(std::size_t task, ExprId id, const std::vector<Interval>& arguments,
                                  Memory& known) const {
  const auto key = static_cast<std::uint32_t>(id);
  if (const auto found = known.find(key); found != known.end()) return found->second;
  const Possible result = compute(task, system_->expressions[id], arguments, known);
  known[key] = result;
  return result;
}

Ranges::Possible Ranges::compute(std::size_t task, const Expression& node,
                                 const std::vector<Interval>& arguments, Memory& known) const {
  switch (node.op) {
    case Operator::constant: return Interval{node.value, node.value};
    case Operator::self: return Interval{0, static_cast<Value>(system_->tasks[task].count) - 1};
    case Operator::parameter: return arguments[static_cast<std::size_t>(node.value)];
    case Operator::load: {
      const Place& place = system_->place(node.place);
      const auto slots = footprint(*system_, place);
      if (slots.empty()) return Interval{0, 0};
      return intervals_[groups_.representative(number(place.space, task, slots[0]))];
    }
    default: break;
  }
  std::array<Interval, 3> operands;
  for (unsigned i = 0; i < arity(node.op); ++i) {
    const Possible operand = evaluate(task, node.operands[i], arguments, known);
    if (!operand) return std::nullopt;
    operands[i] = *operand;
  }
  return apply(node.op, node.numeric, operands[0], operands[1], operands[2]);
}

}  // namespace mc::transform
