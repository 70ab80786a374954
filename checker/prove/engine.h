// SPDX-License-Identifier: Apache-2.0
// Engines of proof: what they have in common, how they are told to end, and what they find. An engine has its
// own z3::context, so that several run side by side.
#pragma once

#include <z3++.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <vector>

#include "ir/state.h"

namespace mc::prove {

/// Thrown within an engine that is to end early.
struct Stopped : std::exception {
  const char* what() const noexcept override { return "stopped"; }
};

/// A run as Z3 sees it: the states from the initial one on. A check fails in a step from the last one, or if
/// there is none, the last one is bad.
using States = std::vector<ir::State>;

/// What engines that run side by side tell each other, and whoever watches them.
class Blackboard {
 public:
  void stop() { stopped_ = true; }
  bool stopped() const { return stopped_; }
  const std::atomic<bool>& stop_flag() const { return stopped_; }

  /// No run of up to `length` steps is a violation, and none of less than that ends elsewhere.
  void no_violation_within(unsigned length);
  /// The length that has been excluded, if any.
  std::optional<unsigned> excluded() const;
  /// Waits until runs of up to `length` steps are excluded. Throws Stopped.
  void await_excluded(unsigned length);

  std::atomic<unsigned> induction{0};  ///< what k-induction tries
  std::atomic<unsigned> frames{0};     ///< frames of IC3
  std::atomic<unsigned> clauses{0};    ///< clauses of IC3, of all frames
  std::atomic<unsigned> states{0};     ///< states that learning has seen, once it has seen all
  std::atomic<unsigned> learnt{0};     ///< clauses that it has learnt from them

 private:
  std::atomic<bool> stopped_{false};
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<unsigned> excluded_;
};

/// The solver for finite domains: incremental, by one SAT solver.
z3::solver finite_solver(z3::context& context);

/// One question. Throws Stopped if the board says so, before or meanwhile, and std::runtime_error if Z3
/// does not know.
bool satisfiable(z3::solver& solver, const z3::expr_vector& assumptions, const Blackboard& blackboard);

}  // namespace mc::prove
