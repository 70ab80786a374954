#include "explore/path.h"

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace mc::explore {

namespace {

using Words = std::vector<ir::Word>;

/// Keeps the least of the states that have `target` among their successors.
class PredecessorSearch {
 public:
  PredecessorSearch(const Explored& explored, ir::Generator& generator, const Words& target)
      : explored_(explored), generator_(generator), target_(target) {}

  void search(lib::Frontier& frontier) {
    while (const auto block = frontier.take())
      for (lib::Number number = block->first; number < block->first + block->count; ++number)
        consider(explored_.visited[number]);
  }
  const std::optional<Words>& least() const { return least_; }

 private:
  void consider(const ir::Word* state) {
    Words candidate(state, state + target_.size());
    if (least_ && *least_ < candidate) return;
    successors_.clear();
    generator_.expand(state, successors_);
    for (auto next = successors_.states.begin(); next != successors_.states.end();
         next += static_cast<std::ptrdiff_t>(target_.size()))
      if (std::equal(target_.begin(), target_.end(), next)) {
        least_ = std::move(candidate);
        return;
      }
  }

  const Explored& explored_;
  ir::Generator& generator_;
  const Words& target_;
  ir::Successors successors_;
  std::optional<Words> least_;
};

Words predecessor(const Explored& explored, const lib::Level& level, const Words& target) {
  std::vector<PredecessorSearch> searches;
  for (const auto& worker : explored.workers) searches.emplace_back(explored, worker->generator(), target);
  lib::Frontier frontier(level);
  explored.team.run([&](unsigned member) { searches[member].search(frontier); });
  std::optional<Words> least;
  for (const PredecessorSearch& search : searches)
    if (search.least() && (!least || *search.least() < *least)) least = search.least();
  if (!least) throw std::logic_error("a state that was found has no predecessor");
  return *least;
}

/// The first move, in the interpreter's order, that leads from one state to the other.
ir::Move move_between(const Explored& explored, const Words& from, const Words& to) {
  const ir::Generator& generator = explored.workers.front()->generator();
  const ir::Interpreter interpreter(explored.system);
  Words reached(to.size());
  for (const ir::Outcome& outcome : interpreter.runs(generator.unpack(from.data()))) {
    if (outcome.kind != ir::Outcome::Kind::successor) continue;
    generator.pack(outcome.state, reached.data());
    if (reached == to) return outcome.move;
  }
  throw std::logic_error("the interpreter has no move for a step of the search");
}

}  // namespace

std::vector<ir::Move> path_to(const Explored& explored, std::vector<ir::Word> state, std::uint64_t length) {
  std::vector<ir::Move> moves;
  for (std::uint64_t depth = length; depth-- > 0;) {
    Words before = predecessor(explored, explored.levels[depth], state);
    moves.push_back(move_between(explored, before, state));
    state = std::move(before);
  }
  std::ranges::reverse(moves);
  return moves;
}

}  // namespace mc::explore
