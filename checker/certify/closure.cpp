// SPDX-License-Identifier: Apache-2.0
#include "certify/closure.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <stdexcept>

#include "base/team.h"
#include "certify/encoding.h"

namespace mc::certify {

using namespace ir;

namespace {

/// Looks at one state after the other.
class Examiner {
 public:
  Examiner(const System& system, const StateSet& set)
      : system_(system), set_(set), interpreter_(system), encoding_(system), encoded_(encoding_.words()) {}

  std::uint64_t steps() const { return steps_; }

  std::optional<Flaw> examine(std::uint64_t number) {
    flaw_ = {.number = number};
    const std::optional<State> state = encoding_.decode(set_.state(number));
    if (!state) return flaw_;
    flaw_.state = *state;
    return invariants_hold() && steps_stay_inside() ? std::nullopt : std::optional(std::move(flaw_));
  }

  std::optional<Flaw> examine_initial() {
    flaw_ = {.kind = Flaw::Kind::initial, .state = interpreter_.initial()};
    return contains(flaw_.state) ? std::nullopt : std::optional(flaw_);
  }

 private:
  bool contains(const State& state) {
    encoding_.encode(state, encoded_.data());
    return set_.contains(encoded_.data());
  }

  bool invariants_hold() {
    for (ObservationId invariant : system_.invariants) {
      if (interpreter_.holds(invariant, interpreter_.arguments(flaw_.state, invariant))) continue;
      flaw_.kind = Flaw::Kind::invariant;
      flaw_.observation = invariant;
      return false;
    }
    return true;
  }

  bool steps_stay_inside() try {
    bool moved = false;
    for (Outcome& outcome : interpreter_.runs(flaw_.state)) {
      moved |= outcome.kind != Outcome::Kind::blocked;
      if (outcome.kind == Outcome::Kind::violated) return blame(Flaw::Kind::check, std::move(outcome));
      if (outcome.kind != Outcome::Kind::successor) continue;
      if (!contains(outcome.state)) return blame(Flaw::Kind::leads_out, std::move(outcome));
      ++steps_;
    }
    if (moved || !judges_deadlock() || !interpreter_.deadlocked(flaw_.state)) return true;
    return blame(Flaw::Kind::deadlock, {});
  } catch (const std::logic_error&) {
    return blame(Flaw::Kind::stuck, {});
  }

  bool blame(Flaw::Kind kind, Outcome outcome) {
    flaw_.kind = kind;
    flaw_.observation = outcome.observation;
    flaw_.outcome = std::move(outcome);
    return false;
  }

  bool judges_deadlock() const {
    return std::ranges::find(system_.properties, Property::Kind::deadlock, &Property::kind) !=
           system_.properties.end();
  }

  const System& system_;
  const StateSet& set_;
  Interpreter interpreter_;
  Encoding encoding_;
  std::vector<Word> encoded_;
  Flaw flaw_;
  std::uint64_t steps_ = 0;
};

/// All states, shared out among threads in blocks that are handed out in order: whoever finds a flaw takes no
/// more, and those before it are finished, so that the least is among those found.
class Examination {
 public:
  Examination(const System& system, const StateSet& set, const Options& options)
      : system_(system), set_(set), options_(options) {}

  Result run() {
    base::Team team(std::max(1u, options_.threads));
    team.run([this](unsigned) { examine_blocks(); }, [this] { poll(); });
    result_.finished = result_.flaw || result_.states == set_.size();
    return std::move(result_);
  }

 private:
  static constexpr std::uint64_t block = 256;
  using Clock = std::chrono::steady_clock;

  void examine_blocks() {
    Examiner examiner(system_, set_);
    std::optional<Flaw> flaw;
    std::uint64_t looked_at = 0;
    while (!flaw && !halted()) {
      const std::uint64_t begin = next_.fetch_add(block), end = std::min(begin + block, set_.size());
      if (begin >= set_.size()) break;
      std::uint64_t number = begin;
      while (number < end && !flaw) flaw = examiner.examine(number++);
      looked_at += number - begin;
      looked_at_ += number - begin;
    }
    if (flaw) halted_ = true;
    const std::lock_guard lock(mutex_);
    result_.states += looked_at;
    result_.steps += examiner.steps();
    if (flaw && (!result_.flaw || flaw->number < result_.flaw->number)) result_.flaw = std::move(flaw);
  }

  bool halted() const { return halted_ || (options_.stop != nullptr && *options_.stop); }

  void poll() {
    if (options_.progress) options_.progress(looked_at_);
    const std::chrono::duration<double> passed = Clock::now() - start_;
    if (options_.seconds > 0 && passed.count() > options_.seconds) halted_ = true;
  }

  const System& system_;
  const StateSet& set_;
  const Options& options_;
  const Clock::time_point start_ = Clock::now();
  std::atomic<std::uint64_t> next_ = 0, looked_at_ = 0;
  std::atomic<bool> halted_ = false;
  std::mutex mutex_;
  Result result_;
};

}  // namespace

Result check(const System& system, const StateSet& set, const Options& options) {
  if (set.words() != Encoding(system).words()) return {.flaw = Flaw{}, .finished = true};
  if (auto flaw = Examiner(system, set).examine_initial()) return {.flaw = std::move(flaw), .finished = true};
  return Examination(system, set, options).run();
}

}  // namespace mc::certify
