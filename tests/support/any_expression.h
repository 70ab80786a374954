// SPDX-License-Identifier: Apache-2.0
// Random expressions over shared variables, and states to look at them in.
#pragma once

#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "support/random_expressions.h"

namespace mc::test {

/// Reads scalars, elements of arrays, fields behind pointers, and self.
class Expression : private RandomExpressions {
 public:
  explicit Expression(std::uint64_t seed, unsigned depth = 4) : RandomExpressions(seed) {
    globals();
    visible_ = shared_;
    id = expression(depth);
    system = std::move(system_);
  }

  /// Values of all globals, each within its type.
  std::vector<ir::Value> any_state() {
    std::vector<ir::Value> result;
    for (const ir::Slot& slot : system.globals)
      result.push_back(slot.type.least +
                       below(static_cast<std::uint32_t>(slot.type.most - slot.type.least + 1)));
    return result;
  }

  ir::System system;
  ir::ExprId id;
};

}  // namespace mc::test
