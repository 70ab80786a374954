// SPDX-License-Identifier: Apache-2.0
// Overflow: where the arithmetic of a model is that of plain integers, and where it wraps.
#pragma once

#include <optional>
#include <stdexcept>

#include "ir/system.h"
#include "ir/type_range.h"

namespace mc::exporter {

/// The system cannot be said in the target language. The message says what and, if known, where.
struct Unsupported : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Of a flat system (export/flatten.h): its expressions' ranges by the types of their slots, and what
/// follows.
class Arithmetic : private ir::TypeRanges {
 public:
  explicit Arithmetic(const ir::System& system);

  using TypeRanges::of;

  /// What the operator of `id` yields in unbounded integers; nothing if that may exceed 64 bits.
  std::optional<ir::Interval> unwrapped(ir::ExprId id);

  /// The operator of `id`, applied to what its operands are, means the same in unbounded integers with
  /// division that truncates, and divisors and shift amounts are in range.
  bool is_plain(ir::ExprId id);

 private:
  ir::Interval operand(const ir::Expression& node, unsigned number) { return of(node.operands[number]); }

  const ir::System& system_;
};

}  // namespace mc::exporter
