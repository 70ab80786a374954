// SPDX-License-Identifier: Apache-2.0
// How a command ends: exit codes.
#pragma once

#include "base/errors.h"
#include "ir/verdict.h"

namespace mc::cli {

enum class Exit : int {
  holds = 0,  ///< also: done, where there is nothing to judge
  violated = 1,
  incomplete = 2,
  usage = 64,  ///< what the user asked for, or where it is to be written
  internal = 70,
};

inline Exit exit_of(ir::Verdict verdict) {
  switch (verdict) {
    case ir::Verdict::holds: return Exit::holds;
    case ir::Verdict::violated: return Exit::violated;
    case ir::Verdict::incomplete: break;
  }
  return Exit::incomplete;
}

}  // namespace mc::cli
