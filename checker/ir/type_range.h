// SPDX-License-Identifier: Apache-2.0
// Which values an expression can have, told from the types of what it loads.
#pragma once

#include <cstdint>
#include <unordered_map>

#include "ir/interval.h"
#include "ir/system.h"

namespace mc::ir {

/// Interval arithmetic over an expression whose loads can yield whatever their type allows, or 0 where there
/// is nothing to load. Memory of what was asked lasts as long as the object.
class TypeRanges {
 public:
  /// `self`: the numbers of the copies that evaluate it. `system` must outlive the object; it may grow.
  TypeRanges(const System& system, Interval self) : system_(system), self_(self) {}

  Interval of(ExprId expression);

 private:
  Interval compute(const Expression& node);

  const System& system_;
  Interval self_;
  std::unordered_map<std::uint32_t, Interval> known_;
};

}  // namespace mc::ir
