// SPDX-License-Identifier: Apache-2.0
#include "support/reachable.h"

#include <algorithm>

namespace mc::test {

using namespace ir;

std::optional<std::uint64_t> Reachable::first_violation() const {
  if (violations.empty()) return std::nullopt;
  return std::ranges::min_element(violations, {}, &Violation::depth)->depth;
}

std::set<PropertyId> Reachable::violated() const {
  std::set<PropertyId> result;
  for (const Violation& violation : violations) result.insert(violation.property);
  return result;
}

namespace {

class Search {
 public:
  Search(const System& system, std::size_t limit) : system_(system), interpreter_(system), limit_(limit) {
    result_.covered.resize(system.properties.size());
    for (std::size_t i = 0; i < system.properties.size(); ++i)
      if (system.properties[i].kind == Property::Kind::deadlock) deadlock_ = static_cast<PropertyId>(i);
  }

  Reachable run() {
    std::vector<State> level{interpreter_.initial()};
    result_.states.insert(level[0]);
    for (; !level.empty() && result_.complete; ++depth_) {
      result_.depth = depth_;
      std::vector<State> next;
      for (const State& state : level) {
        observe(state);
        expand(state, next);
      }
      level = std::move(next);
      if (result_.states.size() > limit_) result_.complete = false;
    }
    return std::move(result_);
  }

 private:
  void violated(PropertyId property, std::uint64_t depth) {
    for (auto& known : result_.violations)
      if (known.property == property) {
        known.depth = std::min(known.depth, depth);
        return;
      }
    result_.violations.push_back({property, depth});
  }

  PropertyId property(ObservationId id) const {
    return system_.formulas[index(system_.observations[index(id)].formula)].property;
  }

  void observe(const State& state) {
    for (ObservationId id : system_.invariants)
      if (!interpreter_.holds(id, interpreter_.arguments(state, id))) violated(property(id), depth_);
    for (ObservationId id : system_.covers)
      if (interpreter_.holds(id, interpreter_.arguments(state, id)))
        result_.covered[index(property(id))] = true;
    if (deadlock_ != PropertyId::none && interpreter_.deadlocked(state)) violated(deadlock_, depth_);
  }

  void expand(const State& state, std::vector<State>& next) {
    for (Outcome& outcome : interpreter_.runs(state)) {
      for (ObservationId id : outcome.covered) result_.covered[index(property(id))] = true;
      if (outcome.kind == Outcome::Kind::violated) violated(property(outcome.observation), depth_ + 1);
      if (outcome.kind != Outcome::Kind::successor) continue;
      ++result_.transitions;
      if (result_.states.insert(outcome.state).second) next.push_back(std::move(outcome.state));
    }
  }

  const System& system_;
  Interpreter interpreter_;
  std::size_t limit_;
  PropertyId deadlock_ = PropertyId::none;
  std::uint64_t depth_ = 0;
  Reachable result_;
};

}  // namespace

Reachable reachable(const System& system, std::size_t limit) {
  return Search(system, limit).run();
}

}  // namespace mc::test
