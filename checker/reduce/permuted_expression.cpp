// SPDX-License-Identifier: Apache-2.0
#include "reduce/permuted_expression.h"

#include <algorithm>
#include <functional>
#include <optional>

#include "reduce/normal_form.h"

namespace mc::reduce {

using namespace ir;

namespace {

/// All ways to choose the coordinates of a place: the object of its pointer, if it has one, and a subscript
/// each. Those that are known are not chosen.
class Coordinates {
 public:
  Coordinates(const System& system, const Place& place) {
    if (place.pointer) add(1, static_cast<Value>(system.domains[place.pointer->domain].objects.size()));
    for (const Subscript& subscript : place.subscripts) {
      const auto known = system.expressions.constant_value(subscript.value);
      known ? add(*known, *known) : add(0, static_cast<Value>(subscript.count) - 1);
    }
  }

  bool contains(const std::vector<Value>& values) const {
    for (std::size_t i = 0; i < values.size(); ++i)
      if (values[i] < least_[i] || values[i] > most_[i]) return false;
    return true;
  }

  void for_each(const std::function<void(const std::vector<Value>&)>& visit) const {
    std::vector<Value> values = least_;
    for (;;) {
      visit(values);
      std::size_t i = 0;
      while (i < values.size() && values[i] == most_[i]) {
        values[i] = least_[i];
        ++i;
      }
      if (i == values.size()) return;
      ++values[i];
    }
  }

 private:
  void add(Value least, Value most) {
    least_.push_back(least);
    most_.push_back(most);
  }
  std::vector<Value> least_, most_;
};

std::uint32_t slot_at(const System& system, const Place& place, const std::vector<Value>& coordinates) {
  Value slot = place.base;
  std::size_t i = 0;
  if (place.pointer)
    slot += system.domains[place.pointer->domain].objects[static_cast<std::size_t>(coordinates[i++] - 1)];
  for (const Subscript& subscript : place.subscripts) slot += coordinates[i++] * subscript.stride;
  return static_cast<std::uint32_t>(slot);
}

Value applied(const Expression& node, Value value, const Value* constant, bool constant_first) {
  if (constant == nullptr) return apply(node.op, node.numeric, value);
  return constant_first ? apply(node.op, node.numeric, *constant, value)
                        : apply(node.op, node.numeric, value, *constant);
}

/// The kind of what is computed from a number and constants.
IndexKind number_from(const IndexKind& kind) {
  return kind.choice() ? kind : IndexKind::number();
}

}  // namespace

ExprId PermutedExpressions::is_zero(ExprId id) {
  return as(of(system_.expressions.logical_not(id)), IndexKind::number());
}

/// Of a condition only the truth counts, so it is asked for first, and may be an index.
PermutedExpression PermutedExpressions::compute(ExprId id) {
  const Expression node = system_.expressions[id];
  return node.op == Operator::conditional ? conditional(node) : Fold::compute(id);
}

PermutedExpression PermutedExpressions::leaf(ExprId id, const Expression& node) {
  if (node.op == Operator::constant) return {id, IndexKind::of_constant(node.value)};
  if (node.op == Operator::self)
    return {id, view_.exchanged ? IndexKind::renamed(shifted_index(slots_.count(), 0)) : IndexKind::number()};
  if (node.op != Operator::load) throw std::logic_error("a parameter outside of a formula");
  IndexKind kind;
  const PlaceId image = place(node.place, kind);
  if (kind.is_mixed()) throw Asymmetry("reads what is an index here and a number there");
  return {system_.expressions.load(image), kind};
}

PermutedExpression PermutedExpressions::operation(const Expression& node, const Operands& operands) {
  return operands.size() == 1 ? unary(node, operands[0]) : binary(node, operands[0], operands[1]);
}

/// True if the operator makes the same of a value and of what it is renamed to.
bool PermutedExpressions::unseen(const Expression& node, const IndexKind& kind, const ir::Value* constant,
                                 bool constant_first) const {
  return std::ranges::all_of(kind.renaming(), [&](const ValuePairs& pairs) {
    return std::ranges::all_of(pairs, [&](const auto& pair) {
      return applied(node, pair.first, constant, constant_first) ==
             applied(node, pair.second, constant, constant_first);
    });
  });
}

PermutedExpression PermutedExpressions::unary(const Expression& node, const PermutedExpression& operand) {
  const ExprId result = system_.expressions.unary(node.op, operand.expression, node.numeric);
  if (operand.kind.stays())
    return {result, node.op == Operator::convert ? number_from(operand.kind) : IndexKind::number()};
  if (unseen(node, operand.kind, nullptr, false)) return {result, IndexKind::number()};
  if (node.op == Operator::convert && fits(system_, node.operands[0], node.numeric, slots_.count()))
    return {result, operand.kind};
  throw Asymmetry("computes with an index");
}

/// The kind of value + constant or value * constant, which is as much of an index as value is.
IndexKind PermutedExpressions::moved(const Expression& node, const IndexKind& kind, ir::Value constant,
                                     bool constant_first) const {
  Renaming result = kind.renaming();
  for (ValuePairs& pairs : result)
    for (auto& [a, b] : pairs) {
      a = applied(node, a, &constant, constant_first);
      b = applied(node, b, &constant, constant_first);
    }
  return IndexKind::renamed(std::move(result));
}

PermutedExpression PermutedExpressions::with_constant(const Expression& node, const PermutedExpression& value,
                                                      ir::Value constant, bool constant_first) {
  Expressions& all = system_.expressions;
  const auto made = [&](ir::Value other) {
    const ExprId c = all.constant(other);
    return constant_first ? all.binary(node.op, c, value.expression, node.numeric)
                          : all.binary(node.op, value.expression, c, node.numeric);
  };
  if (unseen(node, value.kind, &constant, constant_first)) return {made(constant), IndexKind::number()};
  if (node.op == Operator::equal || node.op == Operator::not_equal)
    return {made(value.kind.rename(exchange_, constant)), IndexKind::number()};
  const ExprId operand = node.operands[constant_first ? 1 : 0];
  const bool scales = node.op == Operator::multiply && constant > 0 && constant < 1 << 16 &&
                      node.numeric.bits == 64 && fits(system_, operand, {.bits = 32}, slots_.count());
  if (scales || node.op == Operator::add || (node.op == Operator::subtract && !constant_first))
    return {made(constant), moved(node, value.kind, constant, constant_first)};
  throw Asymmetry("computes with an index");
}

PermutedExpression PermutedExpressions::binary(const Expression& node, const PermutedExpression& a,
                                               const PermutedExpression& b) {
  if (a.kind.stays() && b.kind.stays()) {
    const bool moves =
        node.op == Operator::add || node.op == Operator::subtract || node.op == Operator::multiply;
    const bool one =
        a.kind.form() == IndexKind::Form::constants || b.kind.form() == IndexKind::Form::constants;
    return {system_.expressions.binary(node.op, a.expression, b.expression, node.numeric),
            moves && one ? number_from(a.kind.choice() ? a.kind : b.kind) : IndexKind::number()};
  }
  if (node.op == Operator::logical_and || node.op == Operator::logical_or) {
    Expressions& all = system_.expressions;
    const ExprId one = all.logical_not(is_zero(node.operands[0])),
                 other = all.logical_not(is_zero(node.operands[1]));
    return {all.binary(node.op, one, other, node.numeric), IndexKind::number()};
  }
  if (const auto constant = system_.expressions.constant_value(node.operands[0]))
    return with_constant(node, b, *constant, true);
  if (const auto constant = system_.expressions.constant_value(node.operands[1]))
    return with_constant(node, a, *constant, false);
  if (node.op != Operator::equal && node.op != Operator::not_equal) throw Asymmetry("computes with an index");
  const IndexKind& kind = a.kind.stays() ? b.kind : a.kind;
  return {system_.expressions.binary(node.op, as(a, kind), as(b, kind), node.numeric), IndexKind::number()};
}

PermutedExpression PermutedExpressions::conditional(const Expression& node) {
  const ExprId condition = system_.expressions.logical_not(is_zero(node.operands[0]));
  const PermutedExpression yes = of(node.operands[1]), no = of(node.operands[2]);
  IndexKind kind = yes.kind.stays() ? no.kind : yes.kind;
  if (yes.kind.stays() && no.kind.stays()) kind = IndexKind::number();
  return {system_.expressions.conditional(condition, as(yes, kind), as(no, kind), node.numeric), kind};
}

ExprId PermutedExpressions::as(const PermutedExpression& value, const IndexKind& kind) const {
  if (value.kind == kind) return value.expression;
  if (kind.stays() && value.kind.stays()) return value.expression;
  if (kind.is_renamed() && value.kind.form() == IndexKind::Form::constants) {
    if (const auto constant = system_.expressions.constant_value(value.expression))
      return system_.expressions.constant(kind.rename(exchange_, *constant));
    if (value.kind.is_fixed_in(kind)) return value.expression;
  }
  throw Asymmetry(kind.stays() ? "uses an index as a number" : "uses a number as an index");
}

const IndexKind& PermutedExpressions::kind_of(const Place& place, std::uint32_t slot) const {
  if (place.space == Space::shared) return (*view_.shared)[slot];
  return place.space == Space::local ? (*view_.frame)[slot] : (*view_.temporaries)[slot];
}

/// What an index selects one of is exchanged with it.
void PermutedExpressions::find_arrays(const Place& place, const std::vector<IndexKind>& kinds) {
  const Area area{place.space, place.space == Space::shared ? 0 : view_.task};
  const Renaming index = shifted_index(slots_.count(), 0);
  const std::size_t first = place.pointer ? 1 : 0;
  for (std::size_t i = 0; i < place.subscripts.size(); ++i) {
    const Subscript& subscript = place.subscripts[i];
    if (!kinds[first + i].is_renamed() || kinds[first + i].renaming() != index ||
        subscript.count != slots_.count())
      continue;
    Coordinates(system_, place).for_each([&](const std::vector<ir::Value>& at) {
      if (at[first + i] == 0)
        found_array_ |= slots_.add_array(area, slot_at(system_, place, at), subscript.stride);
    });
  }
  if (!place.pointer || !kinds[0].is_renamed()) return;
  const auto& objects = system_.domains[place.pointer->domain].objects;
  for (const auto& [a, b] : kinds[0].renaming().front())
    if (a > 0 && b > a && static_cast<std::size_t>(b) <= objects.size()) {
      const std::uint32_t from = objects[static_cast<std::size_t>(a - 1)];
      const std::uint32_t to = objects[static_cast<std::size_t>(b - 1)];
      if (to > from) found_array_ |= slots_.add_array(area, from, to - from);
    }
}

PlaceId PermutedExpressions::place(PlaceId id, IndexKind& kind) {
  Place place = system_.place(id);
  std::vector<IndexKind> kinds;
  const auto coordinate = [&](ExprId& value) {
    PermutedExpression image = of(value);
    value = image.expression;
    kinds.push_back(std::move(image.kind));
  };
  if (place.pointer) coordinate(place.pointer->value);
  for (Subscript& subscript : place.subscripts) coordinate(subscript.value);
  find_arrays(place, kinds);
  const Area area{place.space, place.space == Space::shared ? 0 : view_.task};
  std::optional<std::int64_t> distance;
  kind = {};
  const Coordinates coordinates(system_, system_.place(id));
  coordinates.for_each([&](const std::vector<ir::Value>& at) {
    std::vector<ir::Value> there = at;
    for (std::size_t i = 0; i < at.size(); ++i) there[i] = kinds[i].rename(exchange_, at[i]);
    if (!coordinates.contains(there)) throw Asymmetry("selects by an index one of fewer or more");
    const std::uint32_t image = slots_.image(area, exchange_, slot_at(system_, place, at));
    const std::int64_t apart = std::int64_t{image} - slot_at(system_, place, there);
    if (distance.value_or(apart) != apart || (place.pointer && apart != 0)) {
      for (const IndexKind& each : kinds)
        if (each.choice()) found_choices_.insert(*each.choice());
      throw Asymmetry("selects by a number what is exchanged");
    }
    distance = apart;
    kind = join(kind, kind_of(place, image));
  });
  place.base = static_cast<std::uint32_t>(place.base + *distance);
  return system_.add_place(std::move(place));
}

}  // namespace mc::reduce
