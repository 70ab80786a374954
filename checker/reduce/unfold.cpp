// SPDX-License-Identifier: Apache-2.0
#include "reduce/unfold.h"

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "ir/interpreter.h"
#include "ir/layout.h"

namespace mc::reduce {

namespace {

using Words = std::vector<ir::Word>;
using Mover = std::pair<std::uint32_t, std::uint32_t>;  ///< task, copy
using Outcome = ir::Outcome;

/// A state of the run, who moved last, and how it was reached with the fewest switches.
struct Arrival {
  std::size_t switches = 0;
  std::size_t before = 0;  ///< in the level before
  ir::Move move;
};
using Key = std::pair<ir::State, std::optional<Mover>>;
using Level = std::vector<std::pair<Key, Arrival>>;

class Unfolding {
 public:
  Unfolding(const ir::System& system, const Canonical& canonical, const ir::Violation& violation)
      : system_(system),
        interpreter_(system),
        layout_(system),
        canonical_(canonical),
        violation_(violation) {}

  ir::Violation run() {
    const auto kind = system_.properties[ir::index(violation_.property)].kind;
    const bool at_step = kind == ir::Property::Kind::check || kind == ir::Property::Kind::built_in;
    const std::size_t steps = violation_.moves.size() - (at_step ? 1 : 0);
    levels_.push_back({{{interpreter_.initial(), std::nullopt}, {}}});
    ir::State folded = unpacked(canonical(interpreter_.initial()));
    for (std::size_t i = 0; i < steps; ++i) {
      const Outcome outcome = interpreter_.run(folded, violation_.moves[i]);
      if (outcome.kind != Outcome::Kind::successor)
        throw std::logic_error("the search made a move that is none");
      const Words to = canonical(outcome.state);
      levels_.push_back(next_level(to));
      folded = unpacked(to);
    }
    return at_step ? failing_step() : bad_state();
  }

 private:
  Words canonical(const ir::State& state) const {
    Words packed(layout_.words());
    layout_.pack(state, packed.data());
    canonical_.apply(packed.data());
    return packed;
  }
  ir::State unpacked(const Words& packed) const { return layout_.unpack(packed.data()); }

  static std::size_t switches(const std::pair<Key, Arrival>& from, const ir::Move& move) {
    return from.second.switches + (from.first.second == Mover(move.task, move.copy) ? 0 : 1);
  }

  Level next_level(const Words& to) const {
    std::map<Key, Arrival> best;
    const Level& level = levels_.back();
    for (std::size_t i = 0; i < level.size(); ++i)
      for (Outcome& outcome : interpreter_.runs(level[i].first.first)) {
        if (outcome.kind != Outcome::Kind::successor || canonical(outcome.state) != to) continue;
        const Arrival arrival{switches(level[i], outcome.move), i, outcome.move};
        const Key key{std::move(outcome.state), Mover(outcome.move.task, outcome.move.copy)};
        const auto [known, fresh] = best.try_emplace(key, arrival);
        if (!fresh && arrival.switches < known->second.switches) known->second = arrival;
      }
    if (best.empty())
      throw std::logic_error("no run goes through the classes of states that the search went through");
    return {best.begin(), best.end()};
  }

  ir::PropertyId property(ir::ObservationId id) const {
    return system_.formulas[ir::index(system_.observations[ir::index(id)].formula)].property;
  }

  ir::Violation failing_step() const {
    std::optional<ir::Violation> found;
    std::size_t fewest = 0;
    const Level& level = levels_.back();
    for (std::size_t i = 0; i < level.size(); ++i)
      for (const Outcome& outcome : interpreter_.runs(level[i].first.first)) {
        if (outcome.kind != Outcome::Kind::violated || property(outcome.observation) != violation_.property)
          continue;
        const std::size_t now = switches(level[i], outcome.move);
        if (found && fewest <= now) continue;
        fewest = now;
        found = ir::Violation{violation_.property, outcome.observation, moves_to(i)};
        found->moves.push_back(outcome.move);
      }
    if (!found) throw std::logic_error("what the search found does not fail");
    return *found;
  }

  ir::Violation bad_state() const {
    const Level& level = levels_.back();
    const auto least =
        std::ranges::min_element(level, {}, [](const auto& each) { return each.second.switches; });
    const auto i = static_cast<std::size_t>(least - level.begin());
    if (violation_.observation == ir::ObservationId::none)
      return {violation_.property, violation_.observation, moves_to(i)};
    const ir::State& state = least->first.first;
    for (ir::ObservationId id : system_.invariants)
      if (property(id) == violation_.property && !interpreter_.holds(id, interpreter_.arguments(state, id)))
        return {violation_.property, id, moves_to(i)};
    throw std::logic_error("what the search found does not fail");
  }

  std::vector<ir::Move> moves_to(std::size_t place) const {
    std::vector<ir::Move> moves;
    for (std::size_t i = levels_.size() - 1; i > 0; --i) {
      const Arrival& arrival = levels_[i][place].second;
      moves.push_back(arrival.move);
      place = arrival.before;
    }
    std::ranges::reverse(moves);
    return moves;
  }

  const ir::System& system_;
  ir::Interpreter interpreter_;
  ir::Layout layout_;
  const Canonical& canonical_;
  const ir::Violation& violation_;
  std::vector<Level> levels_;
};

}  // namespace

ir::Violation unfolded(const ir::System& system, const Canonical& canonical, const ir::Violation& violation) {
  return Unfolding(system, canonical, violation).run();
}

}  // namespace mc::reduce
