// SPDX-License-Identifier: Apache-2.0
#include "frontend/symbolic.h"

#include <map>

#include "ir/rewrite.h"

namespace mc::frontend {

using ir::ExprId;
using ir::Operator;
using Kind = ir::Instruction::Kind;
using Environment = std::map<std::uint32_t, ExprId>;

namespace {

using Leaf = std::function<ExprId(ExprId)>;

/// ir::Rewriter that decides conditionals.
class Rewriter : public ir::Rewriter {
 public:
  Rewriter(ir::System& system, const Leaf& leaf)
      : ir::Rewriter(system,
                     [&system, leaf](ExprId id) {
                       const Operator op = system.expressions[id].op;
                       return op == Operator::constant || ir::arity(op) > 0 ? ExprId::none : leaf(id);
                     }),
        expressions_(system.expressions) {}

 private:
  ExprId operation(const ir::Expression& node, const Operands& operands) override {
    if (node.op != Operator::conditional) return ir::Rewriter::operation(node, operands);
    return expressions_.conditional(operands[0], operands[1], operands[2], node.numeric);
  }

  ir::Expressions& expressions_;
};

}  // namespace

ExprId rewrite(ir::System& system, ExprId expression, const Leaf& leaf) {
  return Rewriter(system, leaf).expression(expression);
}

namespace {

/// One state of the symbolic execution: the condition under which control is here, and the internal slots.
struct Here {
  ExprId condition;
  Environment slots;
};

class Execution {
 public:
  Execution(ir::System& system, std::uint32_t first_internal) : system_(system), first_(first_internal) {}

  std::optional<Computed> run(const std::vector<ir::Instruction>& code, std::uint32_t result) {
    arrivals_.resize(code.size());
    arrivals_[0] = Here{system_.expressions.constant(1), {}};
    for (std::size_t at = 0; at + 1 < code.size(); ++at)
      if (arrivals_[at] && !step(code[at], at)) return std::nullopt;
    if (!arrivals_.back()) return std::nullopt;
    computed_.result = read(*arrivals_.back(), result);
    return computed_;
  }

 private:
  ExprId read(const Here& here, std::uint32_t slot) {
    const auto found = here.slots.find(slot);
    return found == here.slots.end() ? system_.expressions.constant(0) : found->second;
  }

  bool internal(const ir::Place& place) const {
    return place.space == ir::Space::local && place.base >= first_;
  }

  ExprId value(const Here& here, ExprId expression) {
    return rewrite(system_, expression, [&](ExprId leaf) {
      const ir::Expression node = system_.expressions[leaf];
      if (node.op != Operator::load) return leaf;
      const ir::Place from = place(here, system_.place(node.place));
      if (internal(from) && from.is_static()) return read(here, from.base);
      return system_.expressions.load(system_.add_place(from));
    });
  }

  /// The place with the values of its subscripts and pointer; what is known of them is part of the base.
  ir::Place place(const Here& here, const ir::Place& place) {
    Rewriter rewriter(system_, [&](ExprId leaf) { return value(here, leaf); });
    ir::Place result = rewriter.rebuilt(place);
    ir::fold_pointer(system_, result);
    return result;
  }

  void arrive(std::size_t at, const Here& from, ExprId condition) {
    auto& expressions = system_.expressions;
    if (!arrivals_[at]) {
      arrivals_[at] = Here{condition, from.slots};
      return;
    }
    Here& there = *arrivals_[at];
    Environment merged = there.slots;
    for (const auto& [slot, old] : from.slots) merged.try_emplace(slot, expressions.constant(0));
    for (auto& [slot, current] : merged)
      current = expressions.conditional(condition, read(from, slot), current);
    there.slots = std::move(merged);
    there.condition = either(there.condition, condition);
  }

  /// a or b; the two arms of one branch join to what held before it.
  ExprId either(ExprId a, ExprId b) {
    auto& expressions = system_.expressions;
    const auto split = [&](ExprId id) -> std::pair<ExprId, ExprId> {
      const ir::Expression node = expressions[id];
      if (node.op == Operator::logical_and) return {node.operands[0], node.operands[1]};
      return {expressions.constant(1), id};
    };
    const auto [path_a, arm_a] = split(a);
    const auto [path_b, arm_b] = split(b);
    if (path_a == path_b &&
        (arm_a == expressions.logical_not(arm_b) || arm_b == expressions.logical_not(arm_a)))
      return path_a;
    return expressions.binary(Operator::logical_or, a, b);
  }

  ExprId both(ExprId a, ExprId b) {
    auto& expressions = system_.expressions;
    if (expressions.constant_value(a) == ir::Value{1}) return b;
    if (expressions.constant_value(b) == ir::Value{1}) return a;
    return expressions.binary(Operator::logical_and, a, b);
  }

  /// False if the instruction is not part of a pure, forward computation.
  bool step(const ir::Instruction& instruction, std::size_t at) {
    Here here = *arrivals_[at];
    auto& expressions = system_.expressions;
    switch (instruction.kind) {
      case Kind::assign: {
        const ir::Place to = place(here, system_.place(instruction.place));
        if (!internal(to) || !to.is_static()) return false;
        here.slots[to.base] = value(here, instruction.expression);
        arrive(at + 1, here, here.condition);
        return true;
      }
      case Kind::check: {
        const ir::Observation observation = system_.observations[ir::index(instruction.observation)];
        const ir::Formula formula = system_.formulas[ir::index(observation.formula)];
        const ExprId holds = rewrite(system_, formula.expression, [&](ExprId parameter) {
          const auto number = static_cast<std::size_t>(system_.expressions[parameter].value);
          return value(here, observation.arguments[number]);
        });
        const ExprId skipped = expressions.logical_not(here.condition);
        computed_.checks.push_back(
            {formula.property, expressions.binary(Operator::logical_or, skipped, holds)});
        arrive(at + 1, here, here.condition);
        return true;
      }
      case Kind::branch: {
        if (instruction.target <= at) return false;
        const ExprId condition = value(here, instruction.expression);
        arrive(at + 1, here, both(here.condition, condition));
        arrive(instruction.target, here, both(here.condition, expressions.logical_not(condition)));
        return true;
      }
      case Kind::jump:
        if (instruction.target <= at) return false;
        arrive(instruction.target, here, here.condition);
        return true;
      default: return false;
    }
  }

  ir::System& system_;
  std::uint32_t first_;
  std::vector<std::optional<Here>> arrivals_;
  Computed computed_;
};

/// A choice among the loads of every slot that the first unknown subscript or pointer of `place` can name.
ExprId expand(ir::System& system, const ir::Place place) {  // a copy: places are added meanwhile
  if (place.is_static()) return system.expressions.load(system.add_place(place));
  auto& expressions = system.expressions;
  ExprId result = expressions.constant(0);
  const auto choose = [&](ExprId selector, ir::Value value, const ir::Place& chosen) {
    const ExprId hit =
        expressions.binary(Operator::equal, selector, expressions.constant(value), {.bits = 64});
    result = expressions.conditional(hit, expand(system, chosen), result);
  };
  if (place.pointer) {
    const auto objects = system.domains[place.pointer->domain].objects;
    const ExprId selector = with_static_places(system, place.pointer->value);
    for (std::size_t i = 0; i < objects.size(); ++i) {
      ir::Place chosen = place;
      chosen.pointer.reset();
      chosen.base += objects[i];
      choose(selector, static_cast<ir::Value>(i + 1), chosen);
    }
    return result;
  }
  const ir::Subscript subscript = place.subscripts.back();
  const ExprId selector = with_static_places(system, subscript.value);
  for (std::uint32_t i = 0; i < subscript.count; ++i) {
    ir::Place chosen = place;
    chosen.subscripts.pop_back();
    chosen.base += i * subscript.stride;
    choose(selector, i, chosen);
  }
  return result;
}

}  // namespace

std::optional<Computed> execute(ir::System& system, const std::vector<ir::Instruction>& code,
                                std::uint32_t first_internal, std::uint32_t result) {
  return Execution(system, first_internal).run(code, result);
}

ExprId with_static_places(ir::System& system, ExprId expression) {
  return rewrite(system, expression, [&](ExprId leaf) {
    const ir::Expression node = system.expressions[leaf];
    if (node.op != Operator::load) return leaf;
    return expand(system, system.place(node.place));
  });
}

}  // namespace mc::frontend
