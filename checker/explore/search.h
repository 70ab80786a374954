// SPDX-License-Identifier: Apache-2.0
// Breadth-first search over all states of a system: the loop a newcomer looks for.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "ir/system.h"
#include "ir/verdict.h"

namespace mc::explore {

struct Result {
  ir::Verdict verdict = ir::Verdict::incomplete;
  /// Why the search ended early: "memory limit", "interrupted", … Empty otherwise. With a violation: its
  /// level was not finished, and a run that is one step shorter may exist.
  std::string reason;
  std::string saved;  ///< the file that the search can go on from, if it ended early and was saved
  /// Why the last checkpoint was not written: the file, if any, is of an earlier moment.
  std::string not_saved;
  Progress counts;
  std::uint64_t peak_bytes = 0;
  double bytes_per_state = 0;  ///< all memory of the visited set over states
  unsigned threads = 1;
  unsigned state_bits = 0;
  std::vector<bool> covered;               ///< by PropertyId
  std::vector<std::uint64_t> levels;       ///< by depth: states found there first
  std::optional<ir::Violation> violation;  ///< by a shortest run
  /// By FormulaId: the distinct argument tuples its observations were evaluated with.
  std::vector<std::vector<std::vector<ir::Value>>> valuations;
};

/// Explores every reachable state, level by level, so that the first violation found is a shortest one.
/// Equal results, trace included, at any number of threads, and however often it was interrupted and went
/// on. Throws base::FileError if it cannot go on from the file that it is to go on from.
Result breadth_first(const ir::System& system, const GeneratorFactory& make_generator,
                     const Options& options);

}  // namespace mc::explore
