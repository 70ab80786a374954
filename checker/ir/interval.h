// SPDX-License-Identifier: Apache-2.0
// Interval arithmetic over Values: what range an operator's result lies in.
#pragma once

#include <limits>

#include "ir/expression.h"

namespace mc::ir {

/// All values least..most; never empty.
struct Interval {
  Value least = std::numeric_limits<Value>::min();
  Value most = std::numeric_limits<Value>::max();
  bool operator==(const Interval&) const = default;

  bool contains(Value value) const { return least <= value && value <= most; }
  bool within(Value lowest, Value highest) const { return lowest <= least && most <= highest; }
  bool is_single() const { return least == most; }
};

/// The smallest interval that contains both.
Interval hull(Interval a, Interval b);

/// An interval that contains ir::apply(op, numeric, x, y, z) for all x of a, y of b and z of c.
Interval apply(Operator op, Numeric numeric, Interval a, Interval b = {}, Interval c = {});

}  // namespace mc::ir
