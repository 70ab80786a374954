// SPDX-License-Identifier: Apache-2.0
#include "prove/engine.h"

#include <chrono>

namespace mc::prove {

void Blackboard::no_violation_within(unsigned length) {
  const std::lock_guard lock(mutex_);
  excluded_ = length;
  changed_.notify_all();
}

std::optional<unsigned> Blackboard::excluded() const {
  const std::lock_guard lock(mutex_);
  return excluded_;
}

void Blackboard::await_excluded(unsigned length) {
  std::unique_lock lock(mutex_);
  while (!excluded_ || *excluded_ < length) {
    changed_.wait_for(lock, std::chrono::milliseconds(50));
    if (stopped_) throw Stopped();
  }
}

z3::solver finite_solver(z3::context& context) {
  return z3::solver(context, "QF_FD");
}

bool satisfiable(z3::solver& solver, const z3::expr_vector& assumptions, const Blackboard& blackboard) {
  if (blackboard.stopped()) throw Stopped();
  z3::check_result result = z3::unknown;
  try {
    result = solver.check(assumptions);
  } catch (const z3::exception&) {
    if (blackboard.stopped()) throw Stopped();
    throw;
  }
  if (result != z3::unknown) return result == z3::sat;
  if (blackboard.stopped()) throw Stopped();
  throw std::runtime_error("Z3 gave no answer: " + solver.reason_unknown());
}

}  // namespace mc::prove
