// SPDX-License-Identifier: Apache-2.0
#include "prove/prove.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <memory>
#include <thread>

#include "ir/interpreted_generator.h"
#include "prove/bmc.h"
#include "prove/ic3.h"
#include "prove/k_induction.h"
#include "prove/learn.h"
#include "prove/minimise.h"
#include "prove/minimise_locations.h"
#include "prove/obligations.h"
#include "prove/path.h"

namespace mc::prove {

namespace {

using Clock = std::chrono::steady_clock;

/// The engines of one proof, a thread each.
class Portfolio {
 public:
  Portfolio(const ir::System& system, const Options& options) : system_(system), options_(options) {}

  Result run() {
    for (const Method method : options_.methods)
      if (!options_.invariant || method != Method::k_induction) start(method);
    watch();
    for (std::thread& thread : threads_) thread.join();
    if (failure_) std::rethrow_exception(failure_);
    return conclusion();
  }

 private:
  void start(Method method) {
    contexts_.push_back(std::make_unique<z3::context>());
    ++running_;
    threads_.emplace_back([this, method, &context = *contexts_.back()] {
      std::exception_ptr failure;
      try {
        run(method, context);
      } catch (const Stopped&) {
      } catch (const z3::exception&) {
        if (!blackboard_.stopped()) failure = std::current_exception();
      } catch (...) {
        failure = std::current_exception();
      }
      const std::lock_guard lock(mutex_);
      if (failure) {
        failure_ = failure;
        answered_ = true;
      }
      --running_;
      changed_.notify_all();
    });
  }

  void run(Method method, z3::context& context) {
    switch (method) {
      case Method::bmc: return run_bmc(context);
      case Method::k_induction: return run_k_induction(context);
      case Method::ic3: return run_ic3(context);
      case Method::learn: return run_learn(context);
    }
  }

  void run_bmc(z3::context& context) {
    BmcResult found = bounded_model_checking(system_, context, blackboard_, options_.steps);
    if (found.violation) {
      answer_violated("bounded model checking", std::move(*found.violation));
    } else if (found.longest_run && !options_.invariant) {
      answer_holds(fmt::format("bounded model checking: no run has more than {} steps", *found.longest_run));
    }
  }

  void run_k_induction(z3::context& context) {
    const auto k = k_induction(system_, context, blackboard_, options_.steps, options_.simple_path);
    if (k) answer_holds(fmt::format("k-induction, k = {}", *k));
  }

  void run_ic3(z3::context& context) {
    auto found = ic3(system_, context, blackboard_);
    if (auto* states = std::get_if<States>(&found)) {
      const std::lock_guard lock(mutex_);
      longer_ = std::move(*states);
      if (std::ranges::find(options_.methods, Method::bmc) == options_.methods.end()) answered_ = true;
      changed_.notify_all();
    } else {
      answer_invariant("property-directed reachability", std::get<Invariant>(std::move(found)), context);
    }
  }

  void run_learn(z3::context& context) {
    explore::Options search{.threads = 1, .limits = {}, .progress = {}, .stop = &blackboard_.stop_flag()};
    search.limits.memory_bytes = options_.memory_bytes;
    const auto interpreted = [this] { return std::make_unique<ir::InterpretedGenerator>(system_); };
    Learnt learnt = learn(system_, options_.make_generator ? options_.make_generator : interpreted, search,
                          context, blackboard_);
    if (!learnt.invariant && !learnt.violation) {
      const std::lock_guard lock(mutex_);
      given_up_ = learnt.reason;
    }
    if (learnt.violation) answer_violated("a search of all states", std::move(*learnt.violation));
    if (learnt.invariant) {
      const std::lock_guard lock(mutex_);
      covered_ = learnt.covered;
    }
    if (learnt.invariant)
      answer_invariant("an invariant learnt from all states", std::move(*learnt.invariant), context);
  }

  /// Z3 has another look first, at what is left of it.
  void answer_invariant(std::string method, const Invariant& found, z3::context& context) {
    const Transition transition(context, system_);
    const Invariant invariant = options_.invariant ? with_needed_locations(transition, found, blackboard_)
                                                   : minimised(transition, found, blackboard_);
    check_obligations(transition, invariant, blackboard_);
    {
      const std::lock_guard lock(mutex_);
      invariant_ = invariant;
    }
    answer_holds(std::move(method));
  }

  void answer_holds(std::string method) {
    const std::lock_guard lock(mutex_);
    if (method_.empty() || violation_) method_ = std::move(method);
    holds_ = answered_ = true;
    changed_.notify_all();
  }

  void answer_violated(std::string method, States states) {
    const std::lock_guard lock(mutex_);
    method_ = std::move(method);
    violation_ = std::move(states);
    answered_ = true;
    changed_.notify_all();
  }

  double seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

  Progress progress() const {
    return {.excluded = blackboard_.excluded(),
            .induction = blackboard_.induction,
            .frames = blackboard_.frames,
            .clauses = blackboard_.clauses,
            .states = blackboard_.states,
            .learnt = blackboard_.learnt,
            .seconds = seconds()};
  }

  /// Waits for an answer or a limit; then until all engines have ended. Z3 forgets an interrupt that comes
  /// between two questions, so they are repeated.
  void watch() {
    std::unique_lock lock(mutex_);
    while (running_ > 0) {
      changed_.wait_for(lock, std::chrono::milliseconds(answered_ ? 10 : 100));
      if (!answered_ && options_.progress) options_.progress(progress());
      if (!answered_ && options_.seconds > 0 && seconds() > options_.seconds) end_early("time limit");
      if (!answered_ && options_.stop && *options_.stop) end_early("interrupted");
      if (!answered_) continue;
      blackboard_.stop();
      for (const auto& context : contexts_) context->interrupt();
    }
  }

  void end_early(std::string reason) {
    reason_ = std::move(reason);
    answered_ = true;
  }

  Result conclusion() {
    if (holds_ && (violation_ || longer_)) throw std::logic_error("one method proves what another refutes");
    Result result{.method = method_, .established = progress()};
    if (violation_ || longer_) {
      result.verdict = ir::Verdict::violated;
      result.violation = violation_of(system_, violation_ ? *violation_ : *longer_);
      if (!violation_) {
        result.method = "property-directed reachability";
        result.reason = reason_.empty() ? "step limit" : reason_;
      }
    } else if (holds_) {
      result.verdict = ir::Verdict::holds;
      result.invariant = std::move(invariant_);
      result.covered = std::move(covered_);
    } else {
      const std::string limit = given_up_.empty() ? "step limit" : given_up_;
      result.reason = reason_.empty() ? limit : reason_;
    }
    return result;
  }

  const ir::System& system_;
  const Options& options_;
  const Clock::time_point start_ = Clock::now();
  Blackboard blackboard_;
  std::vector<std::unique_ptr<z3::context>> contexts_;
  std::vector<std::thread> threads_;

  std::mutex mutex_;  ///< of all below
  std::condition_variable changed_;
  unsigned running_ = 0;
  bool answered_ = false, holds_ = false;
  std::string method_, reason_;
  std::string given_up_;                      ///< why learning ended without an answer
  std::optional<States> violation_, longer_;  ///< a shortest one; one that need not be
  std::optional<Invariant> invariant_;
  std::optional<std::vector<bool>> covered_;
  std::exception_ptr failure_;
};

}  // namespace

Result prove(const ir::System& system, const Options& options) {
  return Portfolio(system, options).run();
}

}  // namespace mc::prove
