// SPDX-License-Identifier: Apache-2.0
#include "transform/rewrite.h"

#include <unordered_map>
#include <unordered_set>

namespace mc::transform {

using namespace ir;

namespace {

std::set<ObservationId> observations_of(const Task& task) {
  std::set<ObservationId> result;
  for (const Instruction& instruction : task.code)
    if (instruction.observation != ObservationId::none) result.insert(instruction.observation);
  return result;
}

std::set<ObservationId> state_predicates(const System& system) {
  std::set<ObservationId> result(system.invariants.begin(), system.invariants.end());
  result.insert(system.covers.begin(), system.covers.end());
  for (const Response& response : system.responses) {
    result.insert(response.from);
    result.insert(response.to);
  }
  return result;
}

void rewrite_observations(System& system, const std::set<ObservationId>& ids, Rewriter& rewriter) {
  for (ObservationId id : ids)
    for (std::size_t i = 0; i < system.observations[index(id)].arguments.size(); ++i) {
      ExprId& argument = system.observations[index(id)].arguments[i];
      argument = rewriter.expression(argument);
    }
}

class Collector {
 public:
  explicit Collector(const System& system) : system_(system) {}

  void expression(ExprId id) {
    if (id == ExprId::none || !seen_.insert(static_cast<std::uint32_t>(id)).second) return;
    const Expression& node = system_.expressions[id];
    for (ExprId operand : node.operands) expression(operand);
    if (node.op == Operator::load) place(node.place);
  }

  void place(PlaceId id) {
    if (id == PlaceId::none || !places.insert(id).second) return;
    for (const Subscript& subscript : system_.place(id).subscripts) expression(subscript.value);
    if (const auto& pointer = system_.place(id).pointer) expression(pointer->value);
  }

  void observations(const std::set<ObservationId>& ids) {
    for (ObservationId id : ids)
      for (ExprId argument : system_.observations[index(id)].arguments) expression(argument);
  }

  std::set<PlaceId> places;

 private:
  const System& system_;
  std::unordered_set<std::uint32_t> seen_;
};

}  // namespace

void rewrite_task(System& system, std::size_t task, Rewriter& rewriter) {
  for (Instruction& instruction : system.tasks[task].code) {
    instruction.expression = rewriter.expression(instruction.expression);
    instruction.place = rewriter.place(instruction.place);
  }
  rewrite_observations(system, observations_of(system.tasks[task]), rewriter);
}

void rewrite_state_predicates(System& system, Rewriter& rewriter) {
  rewrite_observations(system, state_predicates(system), rewriter);
}

void separate_observations(System& system) {
  std::set<ObservationId> taken = state_predicates(system);
  for (Task& task : system.tasks) {
    std::unordered_map<std::uint32_t, ObservationId> copies;
    for (ObservationId id : observations_of(task)) {
      if (taken.insert(id).second) continue;
      const Observation shared = system.observations[index(id)];
      copies[static_cast<std::uint32_t>(id)] = static_cast<ObservationId>(system.observations.size());
      system.observations.push_back(shared);
    }
    for (Instruction& instruction : task.code)
      if (const auto copy = copies.find(static_cast<std::uint32_t>(instruction.observation));
          copy != copies.end())
        instruction.observation = copy->second;
  }
}

void turn_into_jump(Instruction& instruction, std::uint32_t target) {
  instruction.kind = Instruction::Kind::jump;
  instruction.target = target;
  instruction.place = PlaceId::none;
  instruction.expression = ExprId::none;
  instruction.observation = ObservationId::none;
}

void drop_check(Task& task, std::uint32_t number) {
  turn_into_jump(task.code[number], number + 1);
}

std::set<PlaceId> places_of(const System& system, const Task& task) {
  Collector collector(system);
  for (const Instruction& instruction : task.code) {
    collector.expression(instruction.expression);
    collector.place(instruction.place);
  }
  collector.observations(observations_of(task));
  return std::move(collector.places);
}

std::set<PlaceId> places_of_state_predicates(const System& system) {
  Collector collector(system);
  collector.observations(state_predicates(system));
  return std::move(collector.places);
}

}  // namespace mc::transform
