// SPDX-License-Identifier: Apache-2.0
#include "explore/path.h"

#include <algorithm>
#include <atomic>
#include <compare>
#include <limits>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "ir/interpreter.h"

namespace mc::explore {

namespace {

using Words = std::vector<ir::Word>;
constexpr std::uint32_t unreached = std::numeric_limits<std::uint32_t>::max();

/// Some states of one level, in order.
class Layer {
 public:
  Layer() = default;
  /// `states` stand one after the other, `words` words each; repeats are dropped.
  Layer(const Words& states, unsigned words) : words_(words) {
    std::vector<const ir::Word*> order;
    for (std::size_t i = 0; i < states.size(); i += words) order.push_back(states.data() + i);
    std::ranges::sort(order, [&](const ir::Word* a, const ir::Word* b) { return compare(a, b) < 0; });
    states_.reserve(states.size());
    for (const ir::Word* state : order)
      if (states_.empty() || compare(state, states_.data() + states_.size() - words) != 0)
        states_.insert(states_.end(), state, state + words);
  }

  std::size_t size() const { return words_ == 0 ? 0 : states_.size() / words_; }
  const ir::Word* operator[](std::size_t place) const { return states_.data() + place * words_; }

  std::optional<std::size_t> find(const ir::Word* state) const {
    std::size_t first = 0, count = size();
    while (count > 0) {
      const std::size_t half = count / 2;
      const auto order = compare((*this)[first + half], state);
      if (order == 0) return first + half;
      if (order < 0) first += half + 1;
      count = order < 0 ? count - half - 1 : half;
    }
    return std::nullopt;
  }

 private:
  std::strong_ordering compare(const ir::Word* a, const ir::Word* b) const {
    return std::lexicographical_compare_three_way(a, a + words_, b, b + words_);
  }

  unsigned words_ = 0;
  Words states_;
};

/// How a state was reached with the fewest switches by a run that a given copy ended.
struct Arrival {
  std::uint32_t switches = unreached;
  std::uint32_t mover_before = 0;
  std::size_t before = 0;  ///< in the layer before
};

class ShortestRun {
 public:
  ShortestRun(const Explored& explored, const std::vector<Finding>& findings)
      : explored_(explored),
        findings_(findings),
        words_(explored.workers.front()->generator().words()),
        depth_(findings.front().last ? findings.front().length - 1 : findings.front().length) {
    for (std::uint32_t task = 0; task < explored.system.tasks.size(); ++task)
      for (std::uint32_t copy = 0; copy < explored.system.tasks[task].count; ++copy)
        copies_.emplace_back(task, copy);
  }

  ir::Violation run() {
    keep_ancestors();
    count_switches();
    return violation();
  }

 private:
  ir::Generator& generator() const { return explored_.workers.front()->generator(); }
  Arrival& arrival(std::uint64_t depth, std::size_t number, std::size_t mover) {
    return arrivals_[depth][number * copies_.size() + mover];
  }

  void keep_ancestors() {
    layers_.resize(depth_ + 1);
    Words last;
    for (const Finding& finding : findings_)
      last.insert(last.end(), finding.state.begin(), finding.state.end());
    layers_[depth_] = Layer(last, words_);
    for (std::uint64_t depth = depth_; depth-- > 0;) layers_[depth] = Layer(predecessors(depth), words_);
  }

  /// States that stand at `depth`, or look as if, and have a successor in the next layer.
  Words predecessors(std::uint64_t depth) const {
    constexpr std::uint64_t parts = 64;
    std::vector<Words> found(explored_.workers.size());
    std::atomic<std::uint64_t> next = 0;
    explored_.team.run([&](unsigned member) {
      ir::Generator& generator = explored_.workers[member]->generator();
      ir::Successors successors;
      for (std::uint64_t part = next++; part < parts; part = next++)
        explored_.visited.for_each(part, parts, depth, [&](const ir::Word* state) {
          successors.clear();
          generator.expand(state, successors);
          if (leads_to(successors, layers_[depth + 1]))
            found[member].insert(found[member].end(), state, state + words_);
        });
    });
    Words all;
    for (const Words& part : found) all.insert(all.end(), part.begin(), part.end());
    return all;
  }

  bool leads_to(const ir::Successors& successors, const Layer& layer) const {
    for (std::size_t i = 0; i < successors.movers.size(); ++i)
      if (layer.find(successors.states.data() + i * words_)) return true;
    return false;
  }

  void count_switches() {
    for (const Layer& layer : layers_) arrivals_.emplace_back(layer.size() * copies_.size());
    Words initial(words_);
    generator().initial(initial.data());
    const auto start = layers_.front().find(initial.data());
    if (!start) throw std::logic_error("no run leads to a state that was found");
    for (std::size_t mover = 0; mover < copies_.size(); ++mover) arrival(0, *start, mover).switches = 0;
    for (std::uint64_t depth = 0; depth < depth_; ++depth)
      for (std::size_t number = 0; number < layers_[depth].size(); ++number) go_on(depth, number);
  }

  void go_on(std::uint64_t depth, std::size_t number) {
    const auto reached = [&](std::size_t mover) {
      return arrival(depth, number, mover).switches != unreached;
    };
    std::size_t first = 0;
    while (first < copies_.size() && !reached(first)) ++first;
    if (first == copies_.size()) return;
    successors_.clear();
    generator().expand(layers_[depth][number], successors_);
    for (std::size_t i = 0; i < successors_.movers.size(); ++i) {
      const auto target = layers_[depth + 1].find(successors_.states.data() + i * words_);
      if (!target) continue;
      const std::uint32_t mover = successors_.movers[i];
      for (std::uint32_t before = 0; before < copies_.size(); ++before)
        if (reached(before))
          improve(arrival(depth + 1, *target, mover),
                  {.switches = arrival(depth, number, before).switches + (before == mover ? 0 : 1),
                   .mover_before = before,
                   .before = number});
    }
  }

  static void improve(Arrival& best, const Arrival& other) {
    const auto key = [](const Arrival& a) { return std::tie(a.switches, a.before, a.mover_before); };
    if (key(other) < key(best)) best = other;
  }

  ir::Violation violation() {
    const Finding* best = nullptr;
    std::uint32_t fewest = unreached;
    std::size_t best_mover = 0;
    for (const Finding& finding : findings_)
      for (std::size_t mover = 0; mover < copies_.size(); ++mover) {
        const auto number = layers_[depth_].find(finding.state.data());
        std::uint32_t switches = arrival(depth_, number.value(), mover).switches;
        if (switches == unreached) continue;
        if (finding.last && copies_[mover] != std::pair(finding.last->task, finding.last->copy)) ++switches;
        if (switches >= fewest) continue;
        fewest = switches;
        best = &finding;
        best_mover = mover;
      }
    if (best == nullptr) throw std::logic_error("no run leads to a state that was found");
    ir::Violation violation{best->property, best->observation, moves(best->state, best_mover)};
    if (best->last) violation.moves.push_back(*best->last);
    return violation;
  }

  std::vector<ir::Move> moves(const Words& state, std::size_t mover) {
    std::vector<ir::Move> result;
    std::size_t number = layers_[depth_].find(state.data()).value();
    for (std::uint64_t depth = depth_; depth > 0; --depth) {
      const Arrival& way = arrival(depth, number, mover);
      result.push_back(move_between(layers_[depth - 1][way.before], layers_[depth][number], mover));
      number = way.before;
      mover = way.mover_before;
    }
    std::ranges::reverse(result);
    return result;
  }

  /// The first move of that copy, in the interpreter's order, that leads from one state to the other.
  ir::Move move_between(const ir::Word* from, const ir::Word* to, std::size_t mover) const {
    const ir::Interpreter interpreter(explored_.system);
    const auto [task, copy] = copies_[mover];
    Words reached(words_);
    for (const ir::Outcome& outcome : interpreter.runs(generator().unpack(from), task, copy)) {
      if (outcome.kind != ir::Outcome::Kind::successor) continue;
      generator().pack(outcome.state, reached.data());
      if (std::equal(reached.begin(), reached.end(), to)) return outcome.move;
    }
    throw std::logic_error("the interpreter has no move for a step of the search");
  }

  const Explored& explored_;
  const std::vector<Finding>& findings_;
  unsigned words_;
  std::uint64_t depth_;                                          ///< of the states in findings_
  std::vector<std::pair<std::uint32_t, std::uint32_t>> copies_;  ///< task and copy, as Successors::movers
  std::vector<Layer> layers_;                                    ///< by depth
  std::vector<std::vector<Arrival>> arrivals_;                   ///< by depth; by state and copy
  ir::Successors successors_;
};

}  // namespace

ir::Violation shortest_run(const Explored& explored, const std::vector<Finding>& findings) {
  return ShortestRun(explored, findings).run();
}

}  // namespace mc::explore
