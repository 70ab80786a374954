// SPDX-License-Identifier: Apache-2.0
// Where the arithmetic of a model is that of plain integers, and where it wraps.
#pragma once

#include <optional>
#include <stdexcept>
#include <unordered_map>

#include "ir/interval.h"
#include "ir/system.h"

namespace mc::exporter {

/// The system cannot be said in the target language. The message says what and, if known, where.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The ranges that expressions of a flat system (export/flatten.h) can have by the types of their slots.
class Ranges {
 public:
  explicit Ranges(const ir::System& system) : system_(system) {}

  ir::Interval of(ir::ExprId id);

  /// What the operator of `id` yields in unbounded integers; nothing if that may exceed 64 bits.
  std::optional<ir::Interval> unwrapped(ir::ExprId id);

  /// The operator of `id`, applied to what its operands are, means the same in unbounded integers with
  /// division that truncates, and divisors and shift amounts are in range.
  bool is_plain(ir::ExprId id);

 private:
  ir::Interval compute(const ir::Expression& node);
  ir::Interval operand(const ir::Expression& node, unsigned number) { return of(node.operands[number]); }

  const ir::System& system_;
  std::unordered_map<std::uint32_t, ir::Interval> known_;
};

}  // namespace mc::exporter
