// SPDX-License-Identifier: Apache-2.0
// Breadth-first search over all states of a system: the loop a newcomer looks for.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "explore/forecast.h"
#include "ir/generator.h"
#include "ir/system.h"

namespace mc::explore {

enum class Verdict { holds, violated, incomplete };

/// 0 means no limit.
struct Limits {
  std::uint64_t states = 0;
  double seconds = 0;
  /// Of the search. A sixteenth is for the states not yet expanded; more of them wait on disk.
  std::uint64_t memory_bytes = 0;
};

struct Progress {
  std::uint64_t states = 0;       ///< distinct states found
  std::uint64_t transitions = 0;  ///< successors computed, repeats included
  std::uint64_t depth = 0;        ///< steps from the initial state to the level being expanded
  std::uint64_t frontier = 0;     ///< states found and not yet expanded
  std::uint64_t memory_bytes = 0;
  double seconds = 0;                ///< those before the checkpoint that it goes on from included
  std::optional<Forecast> forecast;  ///< of `states` in the end
};

/// A search may be saved to a file now and then, and whenever it ends early; and go on from such a file.
struct Checkpointing {
  std::string file;            ///< empty: none is written
  double every_seconds = 600;  ///< but never more than a twentieth of the time goes into writing
  std::string resume;          ///< the file to go on from; empty: from the initial state
  std::string subject;         ///< what is searched, for a reader: a file of another subject is refused
};

struct Options {
  unsigned threads = 0;  ///< 0: all cores
  Limits limits;
  /// Called about ten times a second from one thread; may be empty.
  std::function<void(const Progress&)> progress;
  /// Set to true by a signal handler: the search ends INCOMPLETE, its counts correct.
  const std::atomic<bool>* stop = nullptr;
  Checkpointing checkpoint;
};

/// The shortest run to a violation. `moves` lead from the initial state; for a check the last move is the
/// step in which it failed, for an invariant or a deadlock the state after the last move is the bad one.
struct Violation {
  ir::PropertyId property = ir::PropertyId::none;
  ir::ObservationId observation = ir::ObservationId::none;  ///< none for a deadlock
  std::vector<ir::Move> moves;
};

struct Result {
  Verdict verdict = Verdict::incomplete;
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
  std::vector<bool> covered;          ///< by PropertyId
  std::vector<std::uint64_t> levels;  ///< by depth: states found there first
  std::optional<Violation> violation;
  /// By FormulaId: the distinct argument tuples its observations were evaluated with.
  std::vector<std::vector<std::vector<ir::Value>>> valuations;
};

using GeneratorFactory = std::function<std::unique_ptr<ir::Generator>()>;

/// Explores every reachable state, level by level, so that the first violation found is a shortest one.
/// Equal results, trace included, at any number of threads, and however often it was interrupted and went
/// on. Throws base::FileError if it cannot go on from the file that it is to go on from.
Result breadth_first(const ir::System& system, const GeneratorFactory& make_generator,
                     const Options& options);

}  // namespace mc::explore
