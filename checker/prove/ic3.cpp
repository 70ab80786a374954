// SPDX-License-Identifier: Apache-2.0
#include "prove/ic3.h"

#include <algorithm>
#include <queue>

#include "ir/interpreter.h"
#include "prove/frames.h"

namespace mc::prove {

namespace {

/// States to be kept out of reach up to a level.
struct Obligation {
  Cube cube;
  std::size_t next = none;  ///< the obligation that a step leads to from here; none: these states are bad
  static constexpr std::size_t none = ~std::size_t{0};
};

class Ic3 {
 public:
  Ic3(const ir::System& system, z3::context& context, Blackboard& blackboard)
      : system_(system),
        transition_(context, system),
        blackboard_(blackboard),
        frames_(transition_, blackboard) {}

  std::variant<Invariant, States> run() {
    if (frames_.bad(0)) return States{ir::Interpreter(system_).initial()};
    for (;;) {
      frames_.add_frame();
      while (const auto cube = frames_.bad(frames_.last()))
        if (!block(*cube)) return violation();
      if (const auto level = propagate()) return invariant(*level);
    }
  }

 private:
  bool is_initial(const Cube& cube) const {
    const Variables& variables = transition_.variables();
    return std::ranges::all_of(cube, [&](const Literal& literal) {
      const std::size_t position = variables.positions()[literal.order];
      return variables.initial_code(position) == literal.code;
    });
  }

  void enqueue(std::size_t obligation, unsigned level) { open_.emplace(level, obligation); }

  /// Keeps bad states out of the last frame. False if they can be reached: reached_ is the first step.
  bool block(const Cube& bad) {
    obligations_.assign(1, {bad});
    open_ = {};
    enqueue(0, frames_.last());
    while (!open_.empty()) {
      const auto [level, number] = open_.top();
      const Cube cube = obligations_[number].cube;
      if (is_initial(cube)) {
        reached_ = number;
        return false;
      }
      open_.pop();
      if (frames_.excludes(cube, level)) {
        if (level < frames_.last()) enqueue(number, level + 1);
        continue;
      }
      const Frames::Answer answer = frames_.step_into(cube, level - 1);
      if (answer.reached) {
        obligations_.push_back({answer.cube, number});
        enqueue(obligations_.size() - 1, level - 1);
        enqueue(number, level);
      } else {
        const unsigned kept = exclude(generalised(with_initial_outside(answer.cube, cube), level), level);
        if (kept < frames_.last()) enqueue(number, kept + 1);
      }
    }
    return true;
  }

  /// `part`, and a literal of `cube` if without one the initial state were in it.
  Cube with_initial_outside(Cube part, const Cube& cube) const {
    if (!is_initial(part)) return part;
    for (const Literal& literal : cube)
      if (!is_initial({literal})) {
        part.insert(std::ranges::upper_bound(part, literal), literal);
        return part;
      }
    throw std::logic_error("the initial state is to be excluded");
  }

  /// Fewer literals, more states, none of which can be reached from the frame before `level`.
  Cube generalised(Cube cube, unsigned level) {
    for (std::size_t i = 0; i < cube.size() && cube.size() > 1;) {
      Cube smaller = cube;
      smaller.erase(smaller.begin() + static_cast<std::ptrdiff_t>(i));
      if (is_initial(smaller)) {
        ++i;
        continue;
      }
      const Frames::Answer answer = frames_.step_into(smaller, level - 1);
      if (answer.reached) {
        ++i;
        continue;
      }
      const Cube next = with_initial_outside(answer.cube, smaller);
      i = static_cast<std::size_t>(std::ranges::count_if(next, [&](const Literal& each) {
        return std::ranges::find(cube, each) - cube.begin() < std::ptrdiff_t(i);
      }));
      cube = next;
    }
    return cube;
  }

  /// Excludes a cube that is out of reach at `level` up to as high a level as that is so, and returns it.
  unsigned exclude(const Cube& cube, unsigned level) {
    while (level < frames_.last() && !frames_.step_into(cube, level).reached) ++level;
    frames_.exclude(cube, level);
    report();
    return level;
  }

  /// Takes clauses to the frames behind. A frame like the one behind it is an invariant: its number.
  std::optional<unsigned> propagate() {
    for (unsigned level = 1; level < frames_.last(); ++level) {
      const std::vector<Cube> cubes = frames_.cubes(level);
      for (const Cube& cube : cubes)
        if (!frames_.step_into(cube, level).reached) frames_.exclude(cube, level + 1);
      if (frames_.cubes(level).empty()) return level;
    }
    report();
    return std::nullopt;
  }

  Invariant invariant(unsigned level) const {
    Invariant result;
    for (unsigned i = level + 1; i <= frames_.last(); ++i)
      for (const Cube& cube : frames_.cubes(i)) result.push_back(outside(cube));
    return result;
  }

  /// A run through the obligations: from every state of one of them some step leads into the next.
  States violation() const {
    const ir::Interpreter interpreter(system_);
    States states{interpreter.initial()};
    for (std::size_t i = obligations_[reached_].next; i != Obligation::none; i = obligations_[i].next) {
      const auto runs = interpreter.runs(states.back());
      const auto found = std::ranges::find_if(runs, [&](const ir::Outcome& run) {
        return run.kind == ir::Outcome::Kind::successor &&
               contains(transition_.variables(), obligations_[i].cube, run.state);
      });
      if (found == runs.end()) throw std::logic_error("the interpreter has no step that Z3 found");
      states.push_back(found->state);
    }
    return states;
  }

  void report() {
    blackboard_.frames = frames_.last();
    unsigned clauses = 0;
    for (unsigned i = 1; i <= frames_.last(); ++i) clauses += static_cast<unsigned>(frames_.cubes(i).size());
    blackboard_.clauses = clauses;
  }

  const ir::System& system_;
  Transition transition_;
  Blackboard& blackboard_;
  Frames frames_;
  std::vector<Obligation> obligations_;
  using Open = std::pair<unsigned, std::size_t>;  ///< level, number of an obligation
  std::priority_queue<Open, std::vector<Open>, std::greater<>> open_;
  std::size_t reached_ = 0;
};

}  // namespace

std::variant<Invariant, States> ic3(const ir::System& system, z3::context& context, Blackboard& blackboard) {
  return Ic3(system, context, blackboard).run();
}

}  // namespace mc::prove
