// SPDX-License-Identifier: Apache-2.0
// Kernel warnings: checks of the model that stand for kernel WARNINGs: they are noticed, and the run goes on.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "conform/rules.h"
#include "ir/interpreter.h"

namespace mc::conform {

/// A WARNING that was fired: it prints once, until the recorder starts the next run.
struct WarningOccurrence {
  std::uint32_t warning = 0;  ///< as Rules::warnings counts
  ir::SourceId source = ir::SourceId::none;
  auto operator<=>(const WarningOccurrence&) const = default;
};

class Warnings {
 public:
  /// Makes the checks that `rules` name true whatever they see, and remembers what they were. Throws
  /// InputError for a name that no check of the system has.
  Warnings(ir::System& system, const Rules& rules);

  /// The warnings that a step fired, in order, each once.
  std::vector<WarningOccurrence> fired(const ir::Outcome& outcome) const;

  /// Whether recordings list the call chain of this one.
  bool shown(const WarningOccurrence& occurrence) const { return shown_[occurrence.warning]; }

  /// Whether `chain`, innermost function first, is the call path of the occurrence with functions left out.
  bool matches(const WarningOccurrence& occurrence, const std::vector<std::string>& chain) const;

  /// "no_dirty_warn in __folio_mark_dirty <- block_dirty_folio <- ...".
  std::string describe(const WarningOccurrence& occurrence) const;

 private:
  struct Muted {
    ir::ExprId formula = ir::ExprId::none;  ///< none: not muted
    std::int64_t warning = -1;              ///< as Rules::warnings counts; -1: of no account
  };
  const ir::System* system_;
  const std::vector<std::string> names_;
  std::vector<bool> shown_;
  std::vector<Muted> muted_;  ///< by FormulaId
};

}  // namespace mc::conform
