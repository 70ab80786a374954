// SPDX-License-Identifier: Apache-2.0
#include "transform/own_constants.h"

#include <algorithm>
#include <map>

#include "ir/dependencies.h"
#include "transform/liveness.h"
#include "transform/rewrite.h"
#include "transform/slot_groups.h"

namespace mc::transform {

using namespace ir;

namespace {

using Constants = std::map<std::uint32_t, ExprId>;  ///< by frame slot

/// Whether the value depends on who runs at most.
bool is_own(const Expressions& expressions, ExprId id) {
  const Expression& node = expressions[id];
  if (node.op == Operator::load || node.op == Operator::parameter) return false;
  return std::ranges::all_of(node.operands.begin(), node.operands.begin() + arity(node.op),
                             [&](ExprId operand) { return is_own(expressions, operand); });
}

/// Slots that may be read before they are written, or by a place that may be another one.
Slots read_otherwise(const System& system, const Task& task) {
  const Liveness liveness(system, task);
  Slots result = liveness.before(0);
  for (const Reset& reset : task.resets)
    for (const std::uint32_t slot : reset.slots)
      if (liveness.before(reset.location).contains(slot)) result.insert(slot);
  const SlotGroups spans = frame_spans(system, task);
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot)
    if (!spans.alone(slot)) result.insert(slot);
  return result;
}

Constants constants_of(const System& system, const Task& task) {
  Constants result;
  Slots others = read_otherwise(system, task);
  for (const Instruction& instruction : task.code) {
    const Effects effects = ir::effects(system, instruction);
    for (const std::uint32_t slot : effects.may_write[Space::local]) {
      const bool same =
          instruction.kind == Instruction::Kind::assign &&
          is_own(system.expressions, instruction.expression) &&
          result.try_emplace(slot, instruction.expression).first->second == instruction.expression;
      if (!same) others.insert(slot);
    }
  }
  std::erase_if(result, [&](const auto& each) { return others.contains(each.first); });
  return result;
}

void forget(Task& task, std::uint32_t slot) {
  Slot& gone = task.frame[slot];
  gone.type.least = gone.type.most = gone.initial;
  for (Reset& reset : task.resets) std::erase(reset.slots, slot);
}

}  // namespace

void use_own_constants(System& system) {
  for (std::size_t number = 0; number < system.tasks.size(); ++number) {
    const Constants constants = constants_of(system, system.tasks[number]);
    if (constants.empty()) continue;
    Rewriter rewrite(system, [&](ExprId id) {
      const Expression& node = system.expressions[id];
      if (node.op != Operator::load) return ExprId::none;
      const Place& place = system.place(node.place);
      if (place.space != Space::local || !place.is_static()) return ExprId::none;
      const auto found = constants.find(place.base);
      return found == constants.end() ? ExprId::none : found->second;
    });
    rewrite_task(system, number, rewrite);
    Task& task = system.tasks[number];
    for (std::uint32_t i = 0; i < task.code.size(); ++i) {
      if (task.code[i].kind != Instruction::Kind::assign) continue;
      const Place& place = system.place(task.code[i].place);
      if (place.space == Space::local && place.is_static() && constants.contains(place.base))
        turn_into_jump(task.code[i], i + 1);
    }
    for (const auto& each : constants) forget(task, each.first);
  }
}

}  // namespace mc::transform
