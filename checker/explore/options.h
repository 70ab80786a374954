// SPDX-License-Identifier: Apache-2.0
// What a search is told: how far to go, who watches, when to stop.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "explore/forecast.h"
#include "ir/generator.h"

namespace mc::explore {

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

using GeneratorFactory = std::function<std::unique_ptr<ir::Generator>()>;

}  // namespace mc::explore
