// SPDX-License-Identifier: Apache-2.0
#include "explore/point_of_no_return.h"

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>
#include <vector>

#include "explore/fairness.h"
#include "ir/interpreter.h"
#include "store/numbered_set.h"

namespace mc::explore {

namespace {

using Number = std::uint32_t;

/// What can follow the states of a run, as far as it was looked at.
class Continuations {
 public:
  Continuations(const ir::System& system, const GeneratorFactory& make_generator, std::uint64_t most_states)
      : interpreter_(system),
        generator_(make_generator()),
        known_(generator_->words(), 1),
        most_states_(most_states) {
    for (const ir::Task& task : system.tasks) {
      first_copy_.push_back(copies_);
      copies_ += task.count;
    }
    for (const ir::Property& property : system.properties)
      deadlock_judged_ = deadlock_judged_ || property.kind == ir::Property::Kind::deadlock;
  }

  std::uint64_t states() const { return nodes_.size(); }

  /// Whether some run from `state` avoids every violation; nothing if there are too many states. If none
  /// does, all that was looked at is lost.
  std::optional<bool> avoidable(const ir::State& state) {
    std::vector<ir::Word> words(generator_->words());
    generator_->pack(state, words.data());
    expanded_.clear();
    std::vector<Number> open{number(words.data())};
    for (std::size_t next_look = 1000; !open.empty();) {
      const Number at = open.back();
      open.pop_back();
      if (nodes_[at].seen) continue;
      if (states() > most_states_) return std::nullopt;
      expand(at);
      if (nodes_[at].ends) return true;
      for (const StepEdge& edge : nodes_[at].edges) open.push_back(edge.target);
      if (expanded_.size() < next_look) continue;
      if (some_fair_component()) return true;
      next_look *= 4;
    }
    if (some_fair_component()) return true;
    for (const Number each : expanded_) nodes_[each] = {.seen = true, .lost = true};
    return false;
  }

 private:
  struct Node {
    bool seen = false, lost = false;
    bool ends = false;  ///< a run that ends here has avoided everything
    std::vector<StepEdge> edges;
    std::vector<std::uint32_t> violators;  ///< copies that can move, and violate
  };

  Number number(const ir::Word* words) {
    auto found = known_.intern(0, words);
    while (!found) {
      known_.grow();
      known_.rehash(0);
      found = known_.intern(0, words);
    }
    if (*found >= nodes_.size()) nodes_.resize(*found + 1);
    return static_cast<Number>(*found);
  }

  void expand(Number at) {
    const std::vector<ir::Word> words(known_[at], known_[at] + generator_->words());
    successors_.clear();
    generator_->expand(words.data(), successors_);
    Node node{.seen = true};
    node.lost = generator_->observe(words.data()) != ir::ObservationId::none ||
                (!successors_.deadlocks.empty() && deadlock_judged_);
    if (!node.lost) {
      for (std::size_t i = 0; i < successors_.movers.size(); ++i)
        node.edges.push_back({number(successors_.states.data() + i * words.size()), successors_.movers[i]});
      for (const auto& violation : successors_.violations)
        node.violators.push_back(first_copy_[violation.move.task] + violation.move.copy);
      node.ends = node.edges.empty() && node.violators.empty() && !ruled_out(words);
      expanded_.push_back(at);
    }
    nodes_[at] = std::move(node);
  }

  /// Whether a state without successors is one at an assumption that does not hold.
  bool ruled_out(const std::vector<ir::Word>& words) const {
    return std::ranges::any_of(interpreter_.runs(generator_->unpack(words.data())),
                               [](const ir::Outcome& run) { return run.kind == ir::Outcome::Kind::pruned; });
  }

  /// Among what this look has expanded.
  bool some_fair_component() const {
    FairComponents components(
        {.states = static_cast<Number>(nodes_.size()),
         .copies = copies_,
         .edges = [this](Number state) { return std::span<const StepEdge>(nodes_[state].edges); },
         .also_able = [this](Number state) { return std::span<const Number>(nodes_[state].violators); }},
        expanded_);
    for (std::size_t i = 0; i < components.count(); ++i)
      if (components.fair(i)) return true;
    return false;
  }

  ir::Interpreter interpreter_;
  std::unique_ptr<ir::Generator> generator_;
  store::NumberedSet known_;
  std::uint64_t most_states_;
  std::vector<std::uint32_t> first_copy_;  ///< by task
  std::uint32_t copies_ = 0;
  bool deadlock_judged_ = false;
  std::vector<Node> nodes_;
  std::vector<Number> expanded_;  ///< by this look, lost ones excepted
  ir::Successors successors_;
};

}  // namespace

NoReturn point_of_no_return(const ir::System& system, const GeneratorFactory& make_generator,
                            const ir::Violation& violation, std::uint64_t most_states) {
  const ir::Interpreter interpreter(system);
  std::vector<ir::State> states{interpreter.initial()};
  for (const ir::Move& move : violation.moves) states.push_back(interpreter.run(states.back(), move).state);
  Continuations continuations(system, make_generator, most_states);
  NoReturn result{.after = violation.moves.size()};
  while (result.after > 0) {
    const std::optional<bool> avoidable = continuations.avoidable(states[result.after - 1]);
    result.states = continuations.states();
    result.exact = avoidable.has_value();
    if (!avoidable || *avoidable) break;
    --result.after;
  }
  return result;
}

}  // namespace mc::explore
