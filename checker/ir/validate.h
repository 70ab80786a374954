// SPDX-License-Identifier: Apache-2.0
// Is a System well formed? What every engine takes for granted is checked here, once.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::ir {

struct Defect {
  enum class Kind : std::uint8_t {
    malformed,       ///< a number out of range, a missing part: a fault of whoever built the system
    unbounded_step,  ///< a cycle without a step start: a loop in an atomic body
    late_await,      ///< an await that comes after a write to shared state in its step
  };
  Kind kind = Kind::malformed;
  std::uint32_t task = 0;
  std::uint32_t instruction = 0;  ///< where; 0 when the fault is no instruction's
  std::string what;               ///< one line, without position
};

/// All defects found; empty for a well-formed system.
std::vector<Defect> validate(const System& system);

}  // namespace mc::ir
