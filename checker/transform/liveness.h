// SPDX-License-Identifier: Apache-2.0
// Live variables: which frame slots of a task are still needed where.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/dependencies.h"

namespace mc::transform {

/// Backward liveness of frame slots (Aho, Lam, Sethi and Ullman, section 9.2.5). Slots may be read by the
/// instructions of the task only: invariants and the like read shared slots alone.
class Liveness {
 public:
  Liveness(const ir::System& system, const ir::Task& task);

  /// Slots that may be read, at `instruction` or later, before they are written. For a step start: what a
  /// state with that program counter must keep.
  const ir::Slots& before(std::uint32_t instruction) const { return before_[instruction]; }
  /// The same right after `instruction`, whatever its successor; the resets there are writes.
  const ir::Slots& after(std::uint32_t instruction) const { return after_[instruction]; }
  /// Slots that some state must keep.
  ir::Slots ever_kept() const;

 private:
  const ir::Task* task_;
  std::vector<ir::Slots> before_, after_;
};

}  // namespace mc::transform
