// SPDX-License-Identifier: Apache-2.0
// Search control: what the threads of one search tell each other: how far it is, and that it must end early.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "explore/forecast.h"
#include "explore/options.h"

namespace mc::explore {

class CheckpointInput;
class CheckpointOutput;

/// Counters, limits and the stop flag of a running search.
class Control {
 public:
  explicit Control(const Options& options)
      : options_(options), next_checkpoint_(options.checkpoint.every_seconds) {}

  enum class Reason : int { none, states, time, memory, interrupted };

  /// Ends the search early; the first reason counts.
  void halt(Reason reason) {
    Reason none = Reason::none;
    reason_.compare_exchange_strong(none, reason);
  }
  bool halted() const { return reason_.load(std::memory_order_relaxed) != Reason::none; }
  /// It is time for a checkpoint: workers rest as soon as they can, and go on once it is written.
  bool checkpoint_due() const { return due_.load(std::memory_order_relaxed); }
  /// Plans the next one. `written_seconds`: what this one took.
  void checkpoint_done(double written_seconds);
  /// Why the search ended early, for a reader; empty if it did not.
  std::string reason() const;

  void add_states(std::uint64_t found);
  void add_expanded(std::uint64_t states, std::uint64_t transitions);
  void enter_level(std::uint64_t depth, std::uint64_t states);

  /// Looks at the clock and at the stop flag; reports progress if a tenth of a second has passed.
  void poll();
  Progress progress() const;
  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }
  void save(CheckpointOutput& out) const;
  void restore(CheckpointInput& in);
  void set_memory(std::uint64_t bytes) { memory_bytes_ = bytes; }

 private:
  using Clock = std::chrono::steady_clock;

  const Options& options_;
  const Clock::time_point start_ = Clock::now();
  Clock::time_point reported_ = start_;
  std::atomic<Reason> reason_ = Reason::none;
  std::atomic<bool> due_ = false;
  double next_checkpoint_;     ///< in seconds since start_
  double seconds_before_ = 0;  ///< of the search that this one goes on from
  std::atomic<std::uint64_t> states_ = 0, expanded_ = 0, transitions_ = 0, memory_bytes_ = 0;
  std::uint64_t depth_ = 0;
  std::vector<std::uint64_t> level_sizes_;
  std::optional<Forecast> forecast_;
};

}  // namespace mc::explore
