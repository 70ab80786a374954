// SPDX-License-Identifier: Apache-2.0
// Expressions: pure, total, without side effects. They live in one arena and are named by ExprId.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "ir/type.h"

namespace mc::ir {

/// Strong index into one of the arenas of a System.
enum class ExprId : std::uint32_t { none = 0xffffffff };
enum class PlaceId : std::uint32_t { none = 0xffffffff };

enum class Operator : std::uint8_t {
  constant,   ///< `value`
  self,       ///< index of the running copy of the task, 0..count-1
  parameter,  ///< `value`-th parameter of the formula (only inside a Formula)
  load,       ///< contents of `place`
  // unary
  negate,
  complement,
  logical_not,
  convert,  ///< explicit cast: operand wrapped to `numeric`
  // binary; both operands have been converted to `numeric` before
  add,
  subtract,
  multiply,
  divide,     ///< truncating; by zero: 0 (a check stands before it)
  remainder,  ///< by zero: 0 (a check stands before it)
  shift_left,
  shift_right,
  bit_and,
  bit_or,
  bit_xor,
  equal,
  not_equal,
  less,
  less_equal,
  logical_and,  ///< both sides are evaluated: they are pure and total
  logical_or,
  // ternary
  conditional,
};

/// One node. Comparisons and logical operators yield 0 or 1; a shift by an amount outside
/// 0..bits-1 yields 0 (a check stands before it).
struct Expression {
  Operator op = Operator::constant;
  Numeric numeric;
  std::array<ExprId, 3> operands{ExprId::none, ExprId::none, ExprId::none};
  Value value = 0;
  PlaceId place = PlaceId::none;
  bool operator==(const Expression&) const = default;
};

/// Number of operands of `op`: 0 to 3.
unsigned arity(Operator op);

/// The meaning of one operator on known operands (unused ones are ignored). Not for self, parameter, load.
Value apply(Operator op, Numeric numeric, Value a, Value b = 0, Value c = 0);

/// Arena of expressions: equal nodes share an id, and what is constant is folded as it is made.
class Expressions {
 public:
  const Expression& operator[](ExprId id) const { return nodes_[static_cast<std::size_t>(id)]; }
  std::size_t size() const { return nodes_.size(); }

  ExprId make(Expression node);

  ExprId constant(Value value) { return make({.op = Operator::constant, .value = value}); }
  ExprId self() { return make({.op = Operator::self}); }
  ExprId parameter(Value index) { return make({.op = Operator::parameter, .value = index}); }
  ExprId load(PlaceId place) { return make({.op = Operator::load, .place = place}); }
  ExprId unary(Operator op, ExprId a, Numeric numeric = {});
  ExprId binary(Operator op, ExprId a, ExprId b, Numeric numeric = {});
  ExprId conditional(ExprId condition, ExprId yes, ExprId no, Numeric numeric = {.bits = 64});
  ExprId logical_not(ExprId a) { return unary(Operator::logical_not, a); }

  /// The value of `id` if it is a constant.
  std::optional<Value> constant_value(ExprId id) const;

 private:
  /// Whether the value is 0 or 1 whatever the operands are.
  bool is_truth(ExprId id) const;
  /// An older node with the same value: "x && 1" is x if x is 0 or 1; or none.
  ExprId simplified(const Expression& node) const;

  struct Hash {
    std::size_t operator()(const Expression& node) const;
  };
  std::vector<Expression> nodes_;
  std::unordered_map<Expression, ExprId, Hash> known_;
};

}  // namespace mc::ir
