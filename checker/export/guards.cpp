// SPDX-License-Identifier: Apache-2.0
#include "export/guards.h"

#include <fmt/format.h>

#include <algorithm>

#include "export/arithmetic.h"
#include "ir/rewrite.h"

namespace mc::exporter {

using namespace ir;
using Kind = Instruction::Kind;

Guards::Guards(Flat& flat, std::size_t task, std::uint32_t start)
    : system_(flat.system),
      task_(flat.system.tasks[task]),
      checks_(flat.checks[task]),
      start_(start),
      arithmetic_(flat.system) {}

ExprId Guards::possible(std::uint32_t position) {
  return condition(position, false);
}

ExprId Guards::pruned(std::uint32_t position) {
  return condition(position, true);
}

ExprId Guards::possible_after(std::uint32_t position, Value value) {
  return choice(position, system_.expressions.constant(value), false);
}

ExprId Guards::at_start(ExprId condition) {
  Rewriter rewriter(system_, [&](ExprId id) {
    const Expression node = system_.expressions[id];
    if (node.op != Operator::load) return ExprId::none;
    Place place = system_.place(node.place);
    const bool fixed =
        std::ranges::any_of(parameters_, [&](const auto& p) { return p.second == node.place; });
    if (place.space == Space::temporary && !fixed) return system_.expressions.constant(0);
    for (Subscript& subscript : place.subscripts) subscript.value = rewriter.expression(subscript.value);
    return system_.expressions.load(system_.add_place(std::move(place)));
  });
  return rewriter.expression(condition);
}

ExprId Guards::condition(std::uint32_t position, bool wanted_pruned) {
  if (position != start_ && task_.code[position].step) return system_.expressions.constant(!wanted_pruned);
  Memory& known = wanted_pruned ? pruned_ : possible_;
  if (const auto found = known.find(position); found != known.end()) return found->second;
  const ExprId result = compute(position, wanted_pruned);
  return known[position] = result;
}

ExprId Guards::next(std::uint32_t position, bool wanted_pruned) {
  // A step that leads back to its own start ends there.
  if (position == start_) return system_.expressions.constant(!wanted_pruned);
  return condition(position, wanted_pruned);
}

ExprId Guards::compute(std::uint32_t position, bool wanted_pruned) {
  const Instruction& instruction = task_.code[position];
  const ExprId expression = instruction.kind == Kind::check ? checks_[position] : instruction.expression;
  const auto not_expression = [&] { return system_.expressions.logical_not(expression); };
  switch (instruction.kind) {
    case Kind::assign: return before_store(next(position + 1, wanted_pruned), instruction.place, expression);
    case Kind::choose: {
      if (const auto fixed = parameters_.find(position); fixed != parameters_.end())
        return choice(position, system_.expressions.load(fixed->second), wanted_pruned);
      ExprId any = system_.expressions.constant(0);
      for (Value value = choices(system_, instruction); value-- > 0;)
        any = either(choice(position, system_.expressions.constant(value), wanted_pruned), any);
      return any;
    }
    case Kind::await: return both(expression, next(position + 1, wanted_pruned));
    case Kind::assume:
      if (wanted_pruned) return either(not_expression(), next(position + 1, true));
      return both(expression, next(position + 1, false));
    case Kind::check:
      if (wanted_pruned) return both(expression, next(position + 1, true));
      return either(not_expression(), next(position + 1, false));
    case Kind::cover: return next(position + 1, wanted_pruned);
    case Kind::branch: {
      const ExprId yes = next(position + 1, wanted_pruned), no = next(instruction.target, wanted_pruned);
      return system_.expressions.conditional(expression, yes, no);
    }
    case Kind::jump: return next(instruction.target, wanted_pruned);
    case Kind::end: break;
  }
  return system_.expressions.constant(0);
}

ExprId Guards::choice(std::uint32_t position, ExprId value, bool wanted_pruned) {
  const Instruction& instruction = task_.code[position];
  const ExprId rest = before_store(next(position + 1, wanted_pruned), instruction.place, value);
  const bool within = arithmetic_.of(value).most < arithmetic_.of(instruction.expression).least;
  if (within) return rest;
  return both(system_.expressions.binary(Operator::less, value, instruction.expression, {.bits = 64}), rest);
}

ExprId Guards::before_store(ExprId condition, PlaceId target, ExprId value) {
  if (system_.expressions.constant_value(condition)) return condition;
  const Place stored = system_.place(target);
  const auto position = [&](const Place& place) {
    return place.subscripts.empty() ? system_.expressions.constant(0) : place.subscripts[0].value;
  };
  Rewriter rewriter(system_, [&](ExprId id) {
    const Expression node = system_.expressions[id];
    if (node.op != Operator::load) return ExprId::none;
    Place place = system_.place(node.place);
    if (!place.subscripts.empty()) place.subscripts[0].value = rewriter.expression(place.subscripts[0].value);
    const ExprId old = system_.expressions.load(system_.add_place(place));
    const std::uint32_t size = place.subscripts.empty() ? 1 : place.subscripts[0].count;
    const std::uint32_t stored_size = stored.subscripts.empty() ? 1 : stored.subscripts[0].count;
    if (place.space != stored.space || place.base + size <= stored.base ||
        stored.base + stored_size <= place.base)
      return old;
    // Both are elements of one variable: of an array, unless neither has a subscript.
    const std::uint32_t first = std::min(place.base, stored.base);
    const auto element = [&](const Place& p) {
      const ExprId start = system_.expressions.constant(p.base - first);
      return p.subscripts.empty() ? start : position(p);
    };
    const ExprId same = system_.expressions.binary(Operator::equal, element(place), element(stored));
    return system_.expressions.conditional(same, value, old);
  });
  return rewriter.expression(condition);
}

ExprId Guards::both(ExprId a, ExprId b) {
  const auto known_a = system_.expressions.constant_value(a), known_b = system_.expressions.constant_value(b);
  if (known_a) return *known_a != 0 ? b : a;
  if (known_b && *known_b == 0) return b;
  return system_.expressions.binary(Operator::logical_and, a, b);
}

ExprId Guards::either(ExprId a, ExprId b) {
  const auto known_a = system_.expressions.constant_value(a), known_b = system_.expressions.constant_value(b);
  if (known_a) return *known_a != 0 ? system_.expressions.constant(1) : b;
  if (known_b && *known_b != 0) return system_.expressions.constant(1);
  return system_.expressions.binary(Operator::logical_or, a, b);
}

Value choices(const System& system, const Instruction& instruction) {
  const Value most = Arithmetic(system).of(instruction.expression).most;
  if (most > 1000) throw Unsupported(fmt::format("a choice of up to {} values", most));
  return most;
}

}  // namespace mc::exporter
