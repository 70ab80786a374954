// SPDX-License-Identifier: Apache-2.0
// Clang's integer constants as Values.
#pragma once

#include <llvm/ADT/APSInt.h>

#include "ir/type.h"

namespace mc::frontend {

/// An unsigned 64-bit constant keeps its bit pattern. Wider constants are refused by their types elsewhere.
inline ir::Value value_of(const llvm::APSInt& constant) {
  return static_cast<ir::Value>(constant.extOrTrunc(64).getRawData()[0]);
}

}  // namespace mc::frontend
