// SPDX-License-Identifier: Apache-2.0
// A run that somebody makes by hand: which steps there are, taking them, and taking them back.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <random>
#include <vector>

#include "ir/interpreter.h"
#include "ir/system.h"
#include "trace/trace.h"

namespace mc::trace {

class Walk {
 public:
  explicit Walk(const ir::System& system);

  const ir::System& system() const { return system_; }
  const ir::State& state() const { return states_.back(); }
  std::size_t length() const { return taken_.size(); }

  /// What can happen next, in the interpreter's order; one that fails a check among it. Nothing after that.
  const std::vector<ir::Outcome>& options() const { return options_; }
  /// How a step from the current state would be told.
  Step tell(const ir::Outcome& outcome) const;
  /// Steps told as they were taken.
  const std::vector<Step>& steps() const { return steps_; }

  void take(std::size_t option);
  /// False, and nothing happens, if the move is not possible here.
  bool take(const ir::Move& move);
  /// False at the beginning.
  bool undo();
  void restart();

  /// Takes steps at random: as many, or fewer if nothing can happen any more. Returns how many.
  std::size_t wander(std::mt19937_64& random, std::size_t steps);

  using Goal = std::function<bool(const ir::State&)>;
  /// A shortest way to a state in which `goal` holds, at least one step long, that breaks no check on its
  /// way. Nothing if there is none, or none among the first `limit` states; `exhausted` says which.
  std::optional<std::vector<ir::Move>> search(const Goal& goal, std::size_t limit, bool& exhausted) const;

  /// The property that is violated: by a check in the last step, an invariant in the current state, or a
  /// deadlock there.
  const ir::Property* violated() const;

  /// The walk as a trace, which mc explore would tell in the same words.
  Trace trace() const;

 private:
  void look();
  Trace unblamed() const;
  std::optional<ir::Violation> violation() const;

  const ir::System& system_;
  ir::Interpreter interpreter_;
  std::vector<ir::State> states_;  ///< before each step, and now
  std::vector<ir::Outcome> taken_;
  std::vector<Step> steps_;
  std::vector<ir::Outcome> options_;
};

}  // namespace mc::trace
