// SPDX-License-Identifier: Apache-2.0
#include "explore/liveness.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "ir/interpreted_generator.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::explore {
namespace {

constexpr std::size_t limit = 400;

using States = std::set<ir::State>;
using Copy = std::pair<std::uint32_t, std::uint32_t>;

GeneratorFactory interpreted(const ir::System& system) {
  return [&system] { return std::make_unique<ir::InterpretedGenerator>(system); };
}

/// "slot == value" as an observation.
ir::ObservationId equals(ir::System& system, std::uint32_t slot, ir::Value value, ir::PropertyId property) {
  const ir::Type type = system.globals[slot].type;
  const ir::ExprId load = system.expressions.load(system.add_place({.base = slot, .type = type}));
  const ir::ExprId equal = system.expressions.binary(ir::Operator::equal, system.expressions.parameter(0),
                                                     system.expressions.constant(value));
  system.formulas.push_back({.property = property, .parameters = {{"value", type}}, .expression = equal});
  system.observations.push_back(
      {.formula = static_cast<ir::FormulaId>(system.formulas.size() - 1), .arguments = {load}});
  return static_cast<ir::ObservationId>(system.observations.size() - 1);
}

void add_random_response(ir::System& system, std::mt19937_64& random) {
  system.properties.push_back({.name = "response", .kind = ir::Property::Kind::leads_to});
  const auto property = static_cast<ir::PropertyId>(system.properties.size() - 1);
  const auto any = [&] {
    const auto slot = static_cast<std::uint32_t>(random() % system.globals.size());
    const ir::Type& type = system.globals[slot].type;
    const auto value = type.least + static_cast<ir::Value>(random() % (ir::bits(type) > 1 ? 3 : 2));
    return equals(system, slot, value, property);
  };
  system.responses.push_back({.property = property, .from = any(), .to = any()});
}

/// The definition, on sets of states: the fixed point of Emerson and Lei 1986.
class Oracle {
 public:
  explicit Oracle(const ir::System& system) : system_(system), interpreter_(system) {
    for (const ir::State& state : test::reachable(system, limit).states) {
      steps_[state];
      for (ir::Outcome& outcome : interpreter_.runs(state))
        if (outcome.kind == ir::Outcome::Kind::successor)
          steps_[state].emplace_back(Copy{outcome.move.task, outcome.move.copy}, std::move(outcome.state));
    }
  }

  bool violated(const ir::Response& response) const {
    States without;
    for (const auto& [state, steps] : steps_)
      if (!holds(response.to, state)) without.insert(state);
    States bad = fair_for_ever(without);
    for (const ir::State& state : without)
      if (steps_.at(state).empty()) bad.insert(state);
    const States doomed = can_reach(bad, without);
    return std::ranges::any_of(doomed, [&](const ir::State& state) { return holds(response.from, state); });
  }

 private:
  bool holds(ir::ObservationId observation, const ir::State& state) const {
    return interpreter_.holds(observation, interpreter_.arguments(state, observation));
  }

  /// States of `within` from which `goal` can be reached through `within`.
  States can_reach(States goal, const States& within) const {
    for (bool grown = true; grown;) {
      grown = false;
      for (const ir::State& state : within)
        if (!goal.contains(state) &&
            std::ranges::any_of(steps_.at(state), [&](const auto& s) { return goal.contains(s.second); }))
          grown = goal.insert(state).second;
    }
    return goal;
  }

  /// States in which `copy` is served by a step inside `within`.
  States serving(const Copy& copy, const States& within) const {
    States result;
    for (const ir::State& state : within) {
      const auto& steps = steps_.at(state);
      const bool unable = std::ranges::none_of(steps, [&](const auto& s) { return s.first == copy; });
      for (const auto& [mover, next] : steps)
        if (within.contains(next) && (mover == copy || unable)) result.insert(state);
    }
    return result;
  }

  States fair_for_ever(States states) const {
    for (std::size_t before = states.size() + 1; states.size() < before;) {
      before = states.size();
      for (std::uint32_t task = 0; task < system_.tasks.size(); ++task)
        for (std::uint32_t copy = 0; copy < system_.tasks[task].count; ++copy)
          states = can_reach(serving({task, copy}, states), states);
    }
    return states;
  }

  const ir::System& system_;
  ir::Interpreter interpreter_;
  std::map<ir::State, std::vector<std::pair<Copy, ir::State>>> steps_;
};

/// Replays a lasso: it closes, is fair, and breaks the response.
void expect_breaks(const ir::System& system, const ir::Response& response, const ir::Lasso& lasso) {
  const ir::Interpreter interpreter(system);
  const auto holds = [&](ir::ObservationId observation, const ir::State& state) {
    return interpreter.holds(observation, interpreter.arguments(state, observation));
  };
  ir::State state = interpreter.initial();
  bool waiting = false;
  const auto look = [&] { waiting = (waiting || holds(response.from, state)) && !holds(response.to, state); };
  const auto step = [&](const ir::Move& move) {
    const ir::Outcome outcome = interpreter.run(state, move);
    RC_ASSERT(outcome.kind == ir::Outcome::Kind::successor);
    RC_ASSERT(outcome.move == move);
    state = outcome.state;
    look();
  };
  const auto able = [&](const Copy& copy) {
    return std::ranges::any_of(interpreter.runs(state, copy.first, copy.second), [](const ir::Outcome& run) {
      return run.kind == ir::Outcome::Kind::successor;
    });
  };
  look();
  for (const ir::Move& move : lasso.prefix) step(move);
  RC_ASSERT(waiting);
  std::set<Copy> unserved;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task)
    for (std::uint32_t copy = 0; copy < system.tasks[task].count; ++copy) unserved.insert({task, copy});
  const ir::State knot = state;
  if (lasso.cycle.empty())
    for (const Copy& copy : unserved) RC_ASSERT(!able(copy));
  for (const ir::Move& move : lasso.cycle) {
    std::erase_if(unserved, [&](const Copy& copy) { return !able(copy); });
    unserved.erase({move.task, move.copy});
    step(move);
    RC_ASSERT(waiting);
  }
  RC_ASSERT(state == knot);
  RC_ASSERT(lasso.cycle.empty() || unserved.empty());
}

TEST(Liveness, SaysWhatItsDefinitionSays) {
  std::size_t violated = 0, holds = 0;
  EXPECT_TRUE(rc::check([&] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto size = *rc::gen::inRange(0u, 4u);
    RC_LOG() << "random_system(" << seed << ", " << size << ")\n";
    ir::System system = test::random_system(seed, size);
    RC_PRE(test::reachable(system, limit).complete);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 5; ++i) {
      system.responses.clear();
      add_random_response(system, random);
      const ir::Response& response = system.responses.front();
      const LivenessResult actual = check_responses(system, interpreted(system), {});
      const bool expected = Oracle(system).violated(response);
      RC_ASSERT(actual.verdict == (expected ? ir::Verdict::violated : ir::Verdict::holds));
      RC_ASSERT(actual.lasso.has_value() == expected);
      ++(expected ? violated : holds);
      if (actual.lasso) expect_breaks(system, response, *actual.lasso);
    }
  }));
  EXPECT_GT(violated, 0u);
  EXPECT_GT(holds, 0u);
}

/// One task turns `light` on and off for ever; the other sets `done`, if `wait` only while the light is on.
ir::System light_and_worker(bool wait) {
  using Kind = ir::Instruction::Kind;
  ir::System system;
  system.globals = {{.name = "light"}, {.name = "done"}};
  const ir::PlaceId light = system.add_place({.base = 0}), done = system.add_place({.base = 1});
  const ir::ExprId is_on = system.expressions.load(light), yes = system.expressions.constant(1);
  system.tasks = {{.name = "light", .daemon = true}, {.name = "worker"}};
  system.tasks[0].code = {{.kind = Kind::assign,
                           .step = true,
                           .place = light,
                           .expression = system.expressions.logical_not(is_on)},
                          {.kind = Kind::jump, .target = 0},
                          {.kind = Kind::end, .step = true}};
  system.tasks[1].code = {{.kind = Kind::await, .step = true, .expression = wait ? is_on : yes},
                          {.kind = Kind::assign, .place = done, .expression = yes},
                          {.kind = Kind::end, .step = true}};
  system.properties = {{.name = "response", .kind = ir::Property::Kind::leads_to}};
  system.responses = {{.property = ir::PropertyId{0},
                       .from = equals(system, 1, 0, ir::PropertyId{0}),
                       .to = equals(system, 1, 1, ir::PropertyId{0})}};
  return system;
}

TEST(Liveness, ATaskThatIsAlwaysAbleMovesAtLast) {
  const ir::System system = light_and_worker(false);
  EXPECT_FALSE(Oracle(system).violated(system.responses[0]));
  EXPECT_EQ(check_responses(system, interpreted(system), {}).verdict, ir::Verdict::holds);
}

TEST(Liveness, ATaskThatIsAbleAgainAndAgainMayWaitForEver) {
  const ir::System system = light_and_worker(true);
  EXPECT_TRUE(Oracle(system).violated(system.responses[0]));
  const LivenessResult result = check_responses(system, interpreted(system), {});
  ASSERT_EQ(result.verdict, ir::Verdict::violated);
  EXPECT_EQ(result.lasso->prefix.size(), 0u);
  EXPECT_EQ(result.lasso->cycle.size(), 2u);
}

TEST(Liveness, IsIncompleteWhenTheGraphDoesNotFit) {
  for (std::uint64_t seed = 0;; ++seed) {
    ir::System system = test::random_system(seed);
    std::mt19937_64 random(seed);
    add_random_response(system, random);
    if (test::reachable(system, 100).complete) continue;
    const LivenessResult result = check_responses(system, interpreted(system), {.limits = {.states = 10}});
    EXPECT_EQ(result.verdict, ir::Verdict::incomplete);
    EXPECT_EQ(result.reason, "state limit");
    EXPECT_FALSE(result.lasso);
    EXPECT_EQ(check_responses(system, interpreted(system), {.limits = {.memory_bytes = 1}}).reason,
              "memory limit");
    return;
  }
}

}  // namespace
}  // namespace mc::explore
