// SPDX-License-Identifier: Apache-2.0
// Backward slice (Weiser 1984), on all tasks together and slot by slot: which instructions and slots a
// criterion depends on, by data and by control.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "ir/dependencies.h"
#include "ir/system.h"

namespace mc::ir {

/// Whether a step in which nothing needed happens still ends the step before it, or is about to join it.
enum class Steps { stay, join };

/// Needed is what the criterion names, what waits, assumptions and bounds of choices read, what a needed slot
/// is computed from, and what a branch reads that decides whether something needed happens, a step ends or a
/// loop goes on.
class Needed {
 public:
  struct Criterion {
    Slots shared;              ///< shared slots whose values matter
    bool observations = true;  ///< whether checks and covers at instructions matter
    Steps steps = Steps::stay;
  };
  struct At {
    std::size_t task = 0;
    std::uint32_t instruction = 0;
  };

  Needed(const System& system, Criterion criterion);

  bool kept(std::size_t task, std::uint32_t i) const { return kept_[task][i]; }
  const Slots& shared() const { return criterion_.shared; }
  const Dependencies& dependencies() const { return dependencies_; }

  /// The one instruction that all ways from a branch come to without a loop, a step end and anything kept.
  std::optional<std::uint32_t> meeting_point(std::size_t task, std::uint32_t branch) const;

  /// The wait, branch or change of shared state for which a shared slot is needed that the criterion does not
  /// name: from its first reader on through the locals that carry the value.
  At needed_for(std::uint32_t slot) const;

 private:
  using Readers = std::map<std::uint32_t, At>;

  bool add_needed();
  bool is_needed(std::size_t task, std::uint32_t i) const;
  void keep(std::size_t task, std::uint32_t i);
  bool walk(std::size_t task, std::uint32_t from, std::set<std::uint32_t>& ends,
            std::set<std::uint32_t>& open, std::set<std::uint32_t>& done) const;
  bool ends_step(std::size_t task, std::uint32_t start) const;

  const System& system_;
  Criterion criterion_;
  Dependencies dependencies_;
  std::vector<std::vector<bool>> kept_;  ///< by task and instruction
  std::vector<SlotSets> local_;          ///< needed slots of the other spaces, by task
  Readers shared_readers_;               ///< by slot, what first needed it
  std::vector<Readers> local_readers_;   ///< by task and frame slot
};

}  // namespace mc::ir
