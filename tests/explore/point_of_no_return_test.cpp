// SPDX-License-Identifier: Apache-2.0
#include "explore/point_of_no_return.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "explore/searches.h"
#include "support/builder.h"

namespace mc::explore {
namespace {

using State = ir::State;
using Copy = std::pair<std::uint32_t, std::uint32_t>;  ///< task and copy

/// Everything reachable without a violation, and who gets where: with the interpreter, in maps and sets.
class Naive {
 public:
  explicit Naive(const ir::System& system) : system_(system), interpreter_(system) {}

  /// Nothing if there are too many states.
  std::optional<bool> avoidable(const State& state) {
    if (!explore(state)) return std::nullopt;
    for (const State& each : reach(state))
      if (ends_.contains(each) || fair(each)) return true;
    return false;
  }

 private:
  bool violates(const State& state) const {
    for (const ir::ObservationId id : system_.invariants)
      if (!interpreter_.holds(id, interpreter_.arguments(state, id))) return true;
    for (const ir::Property& property : system_.properties)
      if (property.kind == ir::Property::Kind::deadlock && interpreter_.deadlocked(state)) return true;
    return false;
  }

  bool explore(const State& start) {
    std::vector<State> open{start};
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      if (moves_.contains(state) || violates(state)) continue;
      if (moves_.size() > 60) return false;
      auto& moves = moves_[state];
      bool ends = true;
      for (const ir::Outcome& run : interpreter_.runs(state)) {
        const Copy copy{run.move.task, run.move.copy};
        if (run.kind != ir::Outcome::Kind::blocked) ends = false;
        if (run.kind == ir::Outcome::Kind::violated) able_[state].insert(copy);
        if (run.kind != ir::Outcome::Kind::successor) continue;
        able_[state].insert(copy);
        moves.emplace(copy, run.state);
        open.push_back(run.state);
      }
      if (ends) ends_.insert(state);
    }
    return true;
  }

  /// Good states that a run without a violation gets to.
  const std::set<State>& reach(const State& start) {
    const auto [known, is_new] = reached_.try_emplace(start);
    std::set<State>& reached = known->second;
    if (!is_new) return reached;
    std::vector<State> open{start};
    while (!open.empty()) {
      const State state = open.back();
      open.pop_back();
      const auto moves = moves_.find(state);
      if (moves == moves_.end() || !reached.insert(state).second) continue;
      for (const auto& [copy, next] : moves->second) open.push_back(next);
    }
    return reached;
  }

  /// Whether a fair run goes through `state` again and again: all that it can come back from together.
  bool fair(const State& state) {
    std::set<State> component;
    for (const State& each : reach(state))
      if (reach(each).contains(state)) component.insert(each);
    bool moves = false;
    for (std::uint32_t task = 0; task < system_.tasks.size(); ++task)
      for (std::uint32_t number = 0; number < system_.tasks[task].count; ++number) {
        const Copy copy{task, number};
        bool is_served = false;
        for (const State& each : component) {
          const auto able = able_.find(each);
          if (able == able_.end() || !able->second.contains(copy)) is_served = true;
          const auto [first, last] = moves_.at(each).equal_range(copy);
          for (auto move = first; move != last; ++move)
            if (component.contains(move->second)) is_served = moves = true;
        }
        if (!is_served) return false;
      }
    return moves;
  }

  const ir::System& system_;
  ir::Interpreter interpreter_;
  std::map<State, std::multimap<Copy, State>> moves_;
  std::map<State, std::set<State>> reached_;
  std::map<State, std::set<Copy>> able_;
  std::set<State> ends_;
};

/// Compares state by state of the run, if the naive search can; whether some of it can be avoided.
bool expect_what_naive_finds(const ir::System& system, const ir::Violation& violation) {
  const NoReturn actual = point_of_no_return(system, interpreted(system), violation, 1000);
  if (!actual.exact) return false;
  const ir::Interpreter interpreter(system);
  State state = interpreter.initial();
  Naive naive(system);
  for (std::size_t step = 0; step < violation.moves.size(); ++step) {
    const std::optional<bool> avoidable = naive.avoidable(state);
    if (!avoidable) return false;
    EXPECT_EQ(*avoidable, step < actual.after) << "step " << step;
    state = interpreter.run(state, violation.moves[step]).state;
  }
  return actual.after > 0;
}

TEST(NoReturn, IsWhereANaiveSearchFindsIt) {
  unsigned avoidable = 0;
  for (std::uint64_t seed = 0; seed < 1500; ++seed) {
    SCOPED_TRACE(seed);
    ir::System system = test::random_system(seed, static_cast<unsigned>(seed % 6));
    for (ir::Property& property :
         system.properties)  // in every other one a deadlock is an end like any other
      if (seed % 2 == 0 && property.kind == ir::Property::Kind::deadlock)
        property.kind = ir::Property::Kind::cover;
    const Result result =
        explore::breadth_first(system, interpreted(system), {.threads = 1, .limits = {.states = 200}});
    if (result.violation && expect_what_naive_finds(system, *result.violation)) ++avoidable;
  }
  EXPECT_GT(avoidable, 5u);
}

TEST(NoReturn, SaysSoWhenItDoesNotKnow) {
  ir::System system = counters(3);
  forbid_sum(system, 20);  // all digits grow to 9: nothing avoids it
  const Result result = explore::breadth_first(system, interpreted(system), {.threads = 1});
  ASSERT_TRUE(result.violation);
  const NoReturn all = point_of_no_return(system, interpreted(system), *result.violation, 100'000);
  EXPECT_TRUE(all.exact);
  EXPECT_EQ(all.after, 0u);
  const NoReturn some = point_of_no_return(system, interpreted(system), *result.violation, 20);
  EXPECT_FALSE(some.exact);
  EXPECT_GT(some.after, 0u);
  EXPECT_LT(some.after, 20u);
}

/// A daemon that goes round for ever does not save one who would otherwise have to move.
TEST(NoReturn, IsNotPutOffByStarvingATask) {
  test::Builder builder;
  const auto flag = builder.global("flag"), beat = builder.global("beat");
  const auto zero = builder.property("zero", ir::Property::Kind::invariant);
  builder.task("clock", 1, true);
  builder.step().assign(beat, builder.equal(builder.load(beat), builder.constant(0)));
  builder.jump(0);
  builder.end();
  builder.task("setter");
  builder.step().assign(flag, builder.constant(1));
  builder.end();
  builder.system.invariants.push_back(builder.not_zero(zero, builder.load(flag)));
  builder.system.formulas.back().expression =
      builder.system.expressions.logical_not(builder.system.expressions.parameter(0));
  const Result result = explore::breadth_first(builder.system, interpreted(builder.system), {.threads = 1});
  ASSERT_TRUE(result.violation);
  EXPECT_EQ(point_of_no_return(builder.system, interpreted(builder.system), *result.violation, 100).after,
            0u);
}

}  // namespace
}  // namespace mc::explore
