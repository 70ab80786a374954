// SPDX-License-Identifier: Apache-2.0
#include "frontend/range.h"

#include "ir/type_range.h"

namespace mc::frontend {

ir::Interval range(const ir::System& system, ir::ExprId expression, unsigned copies) {
  const ir::Interval self{0, static_cast<ir::Value>(copies) - 1};
  return ir::TypeRanges(system, self, ir::TypeRanges::Unnamed::never).of(expression);
}

}  // namespace mc::frontend
