// SPDX-License-Identifier: Apache-2.0
#include "ir/verdict.h"

namespace mc::ir {

std::string to_string(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds: return "HOLDS";
    case Verdict::violated: return "VIOLATED";
    case Verdict::incomplete: return "INCOMPLETE";
  }
  return "";
}

}  // namespace mc::ir
