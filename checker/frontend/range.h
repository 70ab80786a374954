// Which values an expression can have, from the types of what it reads.
#pragma once

#include "ir/system.h"

namespace mc::frontend {

/// Both ends included.
struct Range {
  ir::Value least, most;
  bool within(const ir::Type& type) const { return type.least <= least && most <= type.most; }
};

/// A range that holds every value of `expression` when each place keeps to its type; `copies` bounds self.
Range range(const ir::System& system, ir::ExprId expression, unsigned copies);

}  // namespace mc::frontend
