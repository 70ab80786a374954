// SPDX-License-Identifier: Apache-2.0
#include "trace/refine.h"

#include <algorithm>
#include <map>
#include <utility>

#include "trace/trace.h"

namespace mc::trace {

namespace {

/// What one copy of a task does in the whole run, and how much of it the statements have done so far.
struct Course {
  std::vector<std::uint32_t> instructions, choices;
  std::size_t executed = 0, chosen = 0;
};

class Refinement {
 public:
  Refinement(const ir::System& merged, const ir::System& fine) : coarse_(merged), fine_(fine) {}

  std::vector<Part> run(const std::vector<ir::Move>& moves) {
    const std::vector<std::size_t> ends = plan(moves);
    ir::State state = fine_.initial();
    for (std::size_t step = 0; step < moves.size(); ++step) {
      Course& course = courses_[copy_of(moves[step])];
      while (course.executed < ends[step]) state = take(state, step, moves[step], course);
    }
    return std::move(parts_);
  }

 private:
  using Copy = std::pair<std::uint32_t, std::uint32_t>;
  static Copy copy_of(const ir::Move& move) { return {move.task, move.copy}; }

  /// Notes what every copy does. Returns by step how many instructions its copy has then executed.
  std::vector<std::size_t> plan(const std::vector<ir::Move>& moves) {
    std::vector<std::size_t> ends;
    ir::State state = coarse_.initial();
    for (const ir::Move& move : moves) {
      const ir::Outcome outcome = coarse_.run(state, move);
      Course& course = courses_[copy_of(move)];
      course.instructions.insert(course.instructions.end(), outcome.instructions.begin(),
                                 outcome.instructions.end());
      course.choices.insert(course.choices.end(), outcome.move.choices.begin(), outcome.move.choices.end());
      ends.push_back(course.instructions.size());
      state = outcome.state;
    }
    return ends;
  }

  /// One statement of a copy, which may end behind its merged step.
  ir::State take(const ir::State& state, std::size_t step, const ir::Move& which, Course& course) {
    const auto chosen = course.choices.begin() + static_cast<std::ptrdiff_t>(course.chosen);
    const ir::Outcome outcome =
        fine_.run(state, {.task = which.task, .copy = which.copy, .choices = {chosen, course.choices.end()}});
    const auto wanted = course.instructions.begin() + static_cast<std::ptrdiff_t>(course.executed);
    const std::size_t known =
        std::min(outcome.instructions.size(), course.instructions.size() - course.executed);
    const bool same =
        std::equal(wanted, wanted + static_cast<std::ptrdiff_t>(known), outcome.instructions.begin());
    if (outcome.instructions.empty() || !same || outcome.kind == ir::Outcome::Kind::blocked)
      throw ReplayError("a run of merged steps is no run of the statements they consist of");
    course.executed += outcome.instructions.size();
    course.chosen = std::min(course.chosen + outcome.move.choices.size(), course.choices.size());
    parts_.push_back({outcome.move, step});
    return outcome.state;
  }

  ir::Interpreter coarse_, fine_;
  std::map<Copy, Course> courses_;
  std::vector<Part> parts_;
};

}  // namespace

std::vector<Part> refine(const ir::System& merged, const ir::System& fine,
                         const std::vector<ir::Move>& moves) {
  return Refinement(merged, fine).run(moves);
}

}  // namespace mc::trace
