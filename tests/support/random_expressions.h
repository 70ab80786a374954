// SPDX-License-Identifier: Apache-2.0
// The parts of random systems that hold no control flow: variables and expressions over them.
#pragma once

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "ir/system.h"
#include "support/builder.h"

namespace mc::test {

/// A scalar, or `count` equal slots `stride` apart.
struct Variable {
  ir::Space space = ir::Space::shared;
  std::uint32_t base = 0, count = 1, stride = 1;
  ir::Type type;
};

/// Declares random variables in a System and makes expressions that read them.
class RandomExpressions {
 public:
  explicit RandomExpressions(std::uint64_t seed) : random_(seed) {}

 protected:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }
  bool one_in(std::uint32_t n) { return below(n) == 0; }
  template <typename T>
  const T& any(const std::vector<T>& from) {
    return from[below(static_cast<std::uint32_t>(from.size()))];
  }

  ir::Type any_type() {
    switch (below(4)) {
      case 0: return {};
      case 1: return {.kind = ir::Type::Kind::pointer, .most = 2};
      case 2: return range(-static_cast<ir::Value>(below(3)), 1 + below(4));
      default: return {.kind = ir::Type::Kind::enumeration, .most = 2};
    }
  }

  Variable declare(std::vector<ir::Slot>& slots, ir::Space space, std::uint32_t count,
                   const std::string& name) {
    const Variable variable{space, static_cast<std::uint32_t>(slots.size()), count, 1, any_type()};
    for (std::uint32_t i = 0; i < count; ++i)
      slots.push_back({.name = count == 1 ? name : fmt::format("{}[{}]", name, i),
                       .type = variable.type,
                       .initial = space != ir::Space::temporary && one_in(3) ? variable.type.most : 0});
    return variable;
  }

  void globals() {
    system_.enumerations.push_back({"color", {{0, "RED"}, {1, "GREEN"}, {2, "BLUE"}}});
    const std::uint32_t scalars = 1 + below(3);
    for (std::uint32_t i = 0; i < scalars; ++i)
      shared_.push_back(declare(system_.globals, ir::Space::shared, 1, fmt::format("g{}", i)));
    if (one_in(2)) shared_.push_back(declare(system_.globals, ir::Space::shared, 2 + below(2), "array"));
    // Two objects of two fields each: the pointees of domain 0.
    const auto first = static_cast<std::uint32_t>(system_.globals.size());
    system_.domains.push_back({"object", {first, first + 2}, {"&object[0]", "&object[1]"}});
    const ir::Type types[2] = {any_type(), any_type()};
    for (std::uint32_t i = 0; i < 2; ++i)
      for (std::uint32_t f = 0; f < 2; ++f)
        system_.globals.push_back({.name = fmt::format("object[{}].f{}", i, f), .type = types[f]});
    for (std::uint32_t f = 0; f < 2; ++f) {
      fields_[f] = {ir::Space::shared, first + f, 2, 2, types[f]};
      shared_.push_back(fields_[f]);
    }
  }

  ir::ExprId constant(ir::Value value) { return system_.expressions.constant(value); }
  ir::ExprId binary(ir::Operator op, ir::ExprId a, ir::ExprId b, ir::Numeric numeric = {}) {
    return system_.expressions.binary(op, a, b, numeric);
  }
  ir::ExprId convert(ir::ExprId a, ir::Numeric numeric) {
    return system_.expressions.unary(ir::Operator::convert, a, numeric);
  }

  /// `a` brought into least..most.
  ir::ExprId fit(ir::ExprId a, ir::Value least, ir::Value most) {
    constexpr ir::Numeric word{.bits = 32, .is_signed = false};
    const ir::ExprId offset =
        binary(ir::Operator::remainder, convert(a, word), constant(most - least + 1), word);
    return binary(ir::Operator::add, convert(offset, {}), constant(least));
  }

  ir::Numeric any_numeric() {
    static constexpr std::array<std::uint8_t, 4> widths{8, 16, 32, 64};
    return one_in(2) ? ir::Numeric{} : ir::Numeric{.bits = widths[below(4)], .is_signed = one_in(2)};
  }

  /// A place of `variable` whose subscript is in range.
  ir::PlaceId place(const Variable& variable, unsigned depth) {
    ir::Place place{.space = variable.space, .base = variable.base, .type = variable.type};
    if (variable.count > 1 && depth > 0 && one_in(2)) {
      const ir::ExprId subscript = fit(expression(depth - 1), 0, variable.count - 1);
      place.subscripts.push_back({subscript, variable.stride, variable.count});
    } else {
      place.base += below(variable.count) * variable.stride;
    }
    return system_.add_place(std::move(place));
  }

  ir::PlaceId field_behind(ir::ExprId pointer, std::uint32_t field) {
    return system_.add_place(
        {.base = field, .pointer = ir::Dereference{pointer, 0}, .type = fields_[field].type});
  }

  ir::ExprId load(unsigned depth) { return system_.expressions.load(place(any(visible_), depth)); }

  ir::ExprId expression(unsigned depth) {
    static constexpr std::array<ir::Operator, 17> operators{
        ir::Operator::add,         ir::Operator::subtract,    ir::Operator::multiply,
        ir::Operator::divide,      ir::Operator::remainder,   ir::Operator::shift_left,
        ir::Operator::shift_right, ir::Operator::bit_and,     ir::Operator::bit_or,
        ir::Operator::bit_xor,     ir::Operator::equal,       ir::Operator::not_equal,
        ir::Operator::less,        ir::Operator::less_equal,  ir::Operator::logical_and,
        ir::Operator::logical_or,  ir::Operator::conditional,
    };
    if (depth == 0) {
      if (one_in(4)) return constant(static_cast<ir::Value>(below(6)) - 2);
      return one_in(8) ? system_.expressions.self() : load(0);
    }
    const ir::Numeric numeric = any_numeric();
    const auto operand = [&] { return convert(expression(depth - 1), numeric); };
    if (one_in(6)) return behind_pointer(depth);
    if (one_in(4)) {
      static constexpr ir::Operator unary[] = {ir::Operator::negate, ir::Operator::complement,
                                               ir::Operator::logical_not};
      return system_.expressions.unary(unary[below(3)], operand(), numeric);
    }
    const ir::Operator op = operators[below(operators.size())];
    if (op == ir::Operator::conditional)
      return system_.expressions.conditional(expression(depth - 1), operand(), operand(), numeric);
    return binary(op, operand(), operand(), numeric);
  }

  /// p != NULL ? p->field : 0; the discarded operand may read through NULL.
  ir::ExprId behind_pointer(unsigned depth) {
    const ir::ExprId pointer = fit(expression(depth - 1), 0, 2);
    return system_.expressions.conditional(pointer, system_.expressions.load(field_behind(pointer, below(2))),
                                           constant(0));
  }

  std::mt19937_64 random_;
  ir::System system_;
  std::vector<Variable> shared_;    ///< the globals
  std::vector<Variable> visible_;   ///< what expressions read
  std::array<Variable, 2> fields_;  ///< of the two objects that pointers name
};

}  // namespace mc::test
