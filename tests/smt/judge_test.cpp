// SPDX-License-Identifier: Apache-2.0
#include "smt/judge.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <random>

#include "ir/interpreter.h"
#include "random_formula.h"
#include "support/random_system.h"

namespace mc::smt {
namespace {

using ir::Operator;
using Arguments = std::vector<ir::Value>;

/// Adds a property of `kind` with one formula over `parameters` flags.
ir::FormulaId add_formula(ir::System& system, const std::string& name, ir::ExprId expression,
                          std::size_t parameters, ir::Property::Kind kind = ir::Property::Kind::check) {
  system.properties.push_back({.name = name, .kind = kind});
  ir::Formula formula{.property = static_cast<ir::PropertyId>(system.properties.size() - 1),
                      .expression = expression};
  for (std::size_t i = 0; i < parameters; ++i)
    formula.parameters.push_back({std::string(1, static_cast<char>('a' + i)), ir::Type{}});
  system.formulas.push_back(std::move(formula));
  return static_cast<ir::FormulaId>(system.formulas.size() - 1);
}

/// !(warn && !uptodate && !dirty), the warning of __folio_mark_dirty.
ir::System dirty_warning() {
  ir::System system;
  ir::Expressions& e = system.expressions;
  const ir::ExprId stale =
      e.binary(Operator::logical_and, e.logical_not(e.parameter(1)), e.logical_not(e.parameter(2)));
  add_formula(system, "no_dirty_warn", e.logical_not(e.binary(Operator::logical_and, e.parameter(0), stale)),
              3);
  return system;
}

std::vector<Arguments> all_flags() {
  std::vector<Arguments> all;
  for (ir::Value bits = 0; bits < 8; ++bits) all.push_back({bits >> 2 & 1, bits >> 1 & 1, bits & 1});
  return all;
}

const ir::FormulaId warning = static_cast<ir::FormulaId>(0);

TEST(Judge, KnowsTheDirtyWarning) {
  const ir::System system = dirty_warning();
  Judge judge(system);
  for (const Arguments& flags : all_flags())
    EXPECT_EQ(judge.holds(warning, flags), flags != (Arguments{1, 0, 0})) << flags[0] << flags[1] << flags[2];
}

TEST(Judge, AgreesWithTheInterpreter) {
  EXPECT_TRUE(rc::check([] {
    ir::System system;
    const test::RandomFormula random = test::random_formula(system.expressions, 6);
    const ir::FormulaId formula = add_formula(system, "random", random.expression, random.arguments.size());
    const std::optional<bool> holds = Judge(system).holds(formula, random.arguments);
    RC_ASSERT(holds == (random.value != 0));
  }));
}

TEST(Judge, ConfirmsARunThatHolds) {
  const ir::System system = dirty_warning();
  std::vector<Arguments> seen = all_flags();
  std::erase(seen, Arguments{1, 0, 0});
  const Judgement judgement = judge(system, {seen});
  EXPECT_EQ(judgement.asked, 7u);
  EXPECT_TRUE(judgement.disagreements.empty());
  EXPECT_TRUE(judgement.undecided.empty());
}

/// The compiled check let a violating valuation pass.
TEST(Judge, FindsAMissedViolation) {
  const ir::System system = dirty_warning();
  for (const std::size_t batch : {1u, 3u, 512u}) {
    const Judgement judgement = judge(system, {all_flags()}, std::nullopt, {.batch = batch});
    ASSERT_EQ(judgement.disagreements.size(), 1u);
    EXPECT_EQ(judgement.disagreements[0].valuation, (Valuation{warning, {1, 0, 0}}));
    EXPECT_TRUE(judgement.disagreements[0].native);
    EXPECT_EQ(
        describe(system, judgement.disagreements[0]),
        "no_dirty_warn with a = true, b = false, c = false: the compiled check says it holds, Z3 says the "
        "opposite");
  }
}

TEST(Judge, ConfirmsAViolation) {
  const ir::System system = dirty_warning();
  const Judgement judgement = judge(system, {all_flags()}, Valuation{warning, {1, 0, 0}});
  EXPECT_EQ(judgement.asked, 8u);
  EXPECT_TRUE(judgement.disagreements.empty());
}

/// The violation is judged whether or not it is among the valuations that were collected.
TEST(Judge, RefutesAFalseViolation) {
  const ir::System system = dirty_warning();
  for (const std::vector<Arguments>& seen : {std::vector<Arguments>{}, all_flags()}) {
    const Judgement judgement = judge(system, {seen}, Valuation{warning, {1, 1, 0}});
    ASSERT_EQ(judgement.disagreements.size(), 1u);
    EXPECT_EQ(judgement.disagreements[0].valuation, (Valuation{warning, {1, 1, 0}}));
    EXPECT_FALSE(judgement.disagreements[0].native);
  }
}

/// Whatever one verdict is turned round, it is found, and nothing else is.
TEST(Judge, FindsAnyPlantedVerdict) {
  EXPECT_TRUE(rc::check([] {
    ir::System system;
    const test::RandomFormula random = test::random_formula(system.expressions, 5);
    const ir::FormulaId formula = add_formula(system, "random", random.expression, random.arguments.size());
    Judgement right, wrong;
    Judge judge(system);
    judge.confirm(formula, {random.arguments}, random.value != 0, right);
    judge.confirm(formula, {random.arguments}, random.value == 0, wrong);
    RC_ASSERT(right.disagreements.empty() && right.undecided.empty());
    RC_ASSERT(wrong.disagreements.size() == 1u);
  }));
}

TEST(Judge, LeavesCoversAlone) {
  ir::System system;
  add_formula(system, "goal", system.expressions.parameter(0), 1, ir::Property::Kind::cover);
  EXPECT_EQ(judge(system, {{{0}, {1}}}).asked, 0u);
}

TEST(Judge, JudgesAFormulaWithoutParameters) {
  ir::System system;
  add_formula(system, "never", system.expressions.constant(0), 0);
  EXPECT_EQ(judge(system, {{Arguments{}}}).disagreements.size(), 1u);
  EXPECT_TRUE(judge(system, {{}}).disagreements.empty());
}

TEST(Judge, ReportsWhatZ3DoesNotDecide) {
  const ir::System system = dirty_warning();
  Judgement judgement;
  Judge(system, {.effort = 1}).confirm(warning, all_flags(), true, judgement);
  EXPECT_EQ(judgement.asked, 8u);
  EXPECT_EQ(judgement.undecided.size(), 8u);
  EXPECT_TRUE(judgement.disagreements.empty());
}

/// What the checks of `system` were evaluated with on the way of a random walk, and what the interpreter
/// said.
struct Walk {
  std::vector<std::vector<Arguments>> valuations;  ///< by FormulaId, distinct
  std::vector<Valuation> failing;

  Walk(const ir::System& system, std::uint64_t seed) : valuations(system.formulas.size()) {
    const ir::Interpreter interpreter(system);
    std::mt19937_64 random(seed);
    ir::State state = interpreter.initial();
    for (int steps = 0; steps < 30; ++steps) {
      const std::vector<ir::Outcome> runs = interpreter.runs(state);
      std::vector<ir::State> next;
      for (const ir::Outcome& run : runs) {
        for (const auto& evaluation : run.evaluations) note(system, interpreter, evaluation);
        if (run.kind == ir::Outcome::Kind::successor) next.push_back(run.state);
      }
      if (next.empty()) return;
      state = next[random() % next.size()];
    }
  }

 private:
  void note(const ir::System& system, const ir::Interpreter& interpreter,
            const ir::Outcome::Evaluation& evaluation) {
    const ir::FormulaId formula = system.observations[ir::index(evaluation.observation)].formula;
    std::vector<Arguments>& known = valuations[ir::index(formula)];
    if (std::find(known.begin(), known.end(), evaluation.arguments) != known.end()) return;
    known.push_back(evaluation.arguments);
    if (!interpreter.holds(evaluation.observation, evaluation.arguments))
      failing.push_back({formula, evaluation.arguments});
  }
};

TEST(Judge, AgreesWithTheInterpreterOnRandomSystems) {
  std::size_t asked = 0, failing = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const ir::System system = test::random_system(seed);
    const Walk walk(system, seed);
    const Judgement judgement = judge(system, walk.valuations);
    asked += judgement.asked;
    failing += walk.failing.size();
    ASSERT_EQ(judgement.disagreements.size(), walk.failing.size()) << "seed " << seed;
    for (const Disagreement& found : judgement.disagreements)
      EXPECT_NE(std::find(walk.failing.begin(), walk.failing.end(), found.valuation), walk.failing.end());
    if (!walk.failing.empty()) {
      EXPECT_TRUE(judge(system, walk.valuations, walk.failing.front()).disagreements.empty());
    }
  }
  EXPECT_GT(asked, failing);
  EXPECT_GT(failing, 10u);
}

}  // namespace
}  // namespace mc::smt
