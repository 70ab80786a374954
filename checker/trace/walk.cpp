// SPDX-License-Identifier: Apache-2.0
#include "trace/walk.h"

#include <algorithm>
#include <unordered_map>

#include "trace/step.h"

namespace mc::trace {

namespace {

using OutcomeKind = ir::Outcome::Kind;

struct StateHash {
  std::size_t operator()(const ir::State& state) const {
    std::size_t hash = 0;
    for (const ir::Value value : state) hash = hash * 1'000'003 + static_cast<std::size_t>(value);
    return hash;
  }
};

}  // namespace

Walk::Walk(const ir::System& system) : system_(system), interpreter_(system) {
  restart();
}

void Walk::restart() {
  states_ = {interpreter_.initial()};
  taken_.clear();
  steps_.clear();
  look();
}

void Walk::look() {
  options_.clear();
  if (!taken_.empty() && taken_.back().kind == OutcomeKind::violated) return;
  options_ = interpreter_.runs(state());
  std::erase_if(options_, [](const ir::Outcome& outcome) {
    return outcome.kind == OutcomeKind::blocked || outcome.kind == OutcomeKind::pruned;
  });
}

Step Walk::tell(const ir::Outcome& outcome) const {
  return trace::tell(system_, interpreter_.index(), state(), outcome);
}

void Walk::take(std::size_t option) {
  ir::Outcome outcome = options_.at(option);
  steps_.push_back(tell(outcome));
  states_.push_back(outcome.state);
  taken_.push_back(std::move(outcome));
  look();
}

bool Walk::take(const ir::Move& move) {
  if (move.task >= system_.tasks.size() || move.copy >= system_.tasks[move.task].count) return false;
  const auto option = std::ranges::find(options_, interpreter_.run(state(), move).move, &ir::Outcome::move);
  if (option == options_.end() || move.choices.size() > option->move.choices.size()) return false;
  take(static_cast<std::size_t>(option - options_.begin()));
  return true;
}

bool Walk::undo() {
  if (taken_.empty()) return false;
  states_.pop_back();
  taken_.pop_back();
  steps_.pop_back();
  look();
  return true;
}

std::size_t Walk::wander(std::mt19937_64& random, std::size_t steps) {
  std::size_t done = 0;
  for (; done < steps && !options_.empty(); ++done) take(random() % options_.size());
  return done;
}

std::optional<std::vector<ir::Move>> Walk::search(const Goal& goal, std::size_t limit,
                                                  bool& exhausted) const {
  struct Found {
    const ir::State* state;
    std::size_t parent;
    ir::Move move;
  };
  std::unordered_map<ir::State, std::size_t, StateHash> numbers;
  std::vector<Found> found;
  found.push_back({&numbers.emplace(state(), 0).first->first, 0, {}});
  exhausted = false;
  const auto way = [&](std::size_t last, ir::Move move) {
    std::vector<ir::Move> moves{std::move(move)};
    for (; last != 0; last = found[last].parent) moves.push_back(found[last].move);
    std::ranges::reverse(moves);
    return moves;
  };
  for (std::size_t at = 0; at < found.size(); ++at) {
    for (const ir::Outcome& outcome : interpreter_.runs(*found[at].state)) {
      if (outcome.kind != OutcomeKind::successor) continue;
      if (goal(outcome.state)) return way(at, outcome.move);
      if (found.size() >= limit) return std::nullopt;
      const auto [entry, fresh] = numbers.emplace(outcome.state, found.size());
      if (fresh) found.push_back({&entry->first, at, outcome.move});
    }
  }
  exhausted = true;
  return std::nullopt;
}

std::optional<ir::Violation> Walk::violation() const {
  ir::Violation violation;
  for (const ir::Outcome& outcome : taken_) violation.moves.push_back(outcome.move);
  if (!taken_.empty() && taken_.back().kind == OutcomeKind::violated) {
    violation.observation = taken_.back().observation;
  } else if (interpreter_.deadlocked(state())) {
    const auto deadlock =
        std::ranges::find(system_.properties, ir::Property::Kind::deadlock, &ir::Property::kind);
    if (deadlock == system_.properties.end()) return std::nullopt;
    violation.property = static_cast<ir::PropertyId>(deadlock - system_.properties.begin());
    return violation;
  } else {
    const auto broken = std::ranges::find_if(system_.invariants, [&](ir::ObservationId id) {
      return !interpreter_.holds(id, interpreter_.arguments(state(), id));
    });
    if (broken == system_.invariants.end()) return std::nullopt;
    violation.observation = *broken;
  }
  const ir::FormulaId formula = system_.observations[ir::index(violation.observation)].formula;
  violation.property = system_.formulas[ir::index(formula)].property;
  return violation;
}

const ir::Property* Walk::violated() const {
  const std::optional<ir::Violation> found = violation();
  return found ? &system_.properties[ir::index(found->property)] : nullptr;
}

Trace Walk::unblamed() const {
  Trace trace;
  trace.steps = steps_;
  return trace;
}

Trace Walk::trace() const {
  const std::optional<ir::Violation> found = violation();
  return found ? replay(system_, *found) : unblamed();
}

}  // namespace mc::trace
