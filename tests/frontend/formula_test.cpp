// SPDX-License-Identifier: Apache-2.0
// Conditions over the state as predicates over parameters.
#include "frontend/formula.h"

#include <rapidcheck.h>

#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "support/any_expression.h"

namespace mc::frontend {
namespace {

using Kind = ir::Property::Kind;

bool holds(const ir::System& system, const std::vector<ir::Value>& state, ir::ObservationId id) {
  const ir::Observation& observation = system.observations[ir::index(id)];
  ir::Evaluator evaluator(system, {.shared = state, .self = 1});
  std::vector<ir::Value> arguments;
  for (const ir::ExprId argument : observation.arguments) arguments.push_back(evaluator.value(argument));
  const ir::Formula& formula = system.formulas[ir::index(observation.formula)];
  return ir::Evaluator(system, {.arguments = arguments}).value(formula.expression) != 0;
}

TEST(Formulas, TogetherSayWhatTheConditionSays) {
  EXPECT_TRUE(rc::check([](std::uint64_t seed) {
    test::Expression made(seed, 4);
    const ir::Task task{.name = "task", .count = 2};
    Formulas formulas(made.system);
    const ir::PropertyId property = formulas.property(Kind::check, "p", "", "", ir::SourceId::none);
    const auto parts = formulas.observe(property, made.id, &task);
    const ir::ObservationId whole = formulas.observe_whole(property, made.id, &task);
    for (int round = 0; round < 10; ++round) {
      const std::vector<ir::Value> state = made.any_state();
      const bool value = ir::Evaluator(made.system, {.shared = state, .self = 1}).value(made.id) != 0;
      RC_ASSERT(std::ranges::all_of(parts, [&](auto part) { return holds(made.system, state, part); }) ==
                value);
      RC_ASSERT(holds(made.system, state, whole) == value);
    }
  }));
}

struct Conditions : testing::Test {
  test::Builder b;
  ir::Expressions& e = b.system.expressions;
  ir::ExprId x = b.load(b.global("x")), y = b.load(b.global("y")), z = b.load(b.global("z"));
  Formulas formulas{b.system};
  ir::PropertyId property = formulas.property(Kind::check, "p", "x", "help", ir::SourceId::none);

  std::size_t parts(ir::ExprId condition) { return formulas.observe(property, condition, nullptr).size(); }
  ir::ExprId both(ir::ExprId one, ir::ExprId other) {
    return e.binary(ir::Operator::logical_and, one, other);
  }
};

TEST_F(Conditions, AreSplitWhereverTheyAreConjunctions) {
  EXPECT_EQ(parts(x), 1u);
  EXPECT_EQ(parts(both(x, both(y, z))), 3u);
  EXPECT_EQ(parts(e.conditional(x, y, b.constant(0))), 2u);
  EXPECT_EQ(parts(e.conditional(x, b.constant(0), y)), 2u);
  EXPECT_EQ(parts(e.logical_not(e.binary(ir::Operator::logical_or, x, y))), 2u);
  EXPECT_EQ(parts(e.binary(ir::Operator::logical_or, x, y)), 1u);
}

TEST_F(Conditions, ThatHoldAlwaysAreNotObserved) {
  EXPECT_EQ(parts(b.constant(1)), 0u);
  EXPECT_EQ(parts(b.constant(0)), 1u);
}

TEST_F(Conditions, OfOneFormAreOneFormula) {
  const auto first = formulas.observe_whole(property, both(x, y), nullptr);
  const auto again = formulas.observe_whole(property, both(x, y), nullptr);
  const auto other = formulas.observe_whole(property, both(x, z), nullptr);
  const auto formula = [&](auto id) { return b.system.observations[ir::index(id)].formula; };
  EXPECT_EQ(formula(first), formula(again));
  EXPECT_NE(formula(first), formula(other)) << "their parameters have other names";
}

TEST_F(Conditions, NameTheirParametersAsTheModelDoes) {
  const auto id = formulas.observe_whole(property, both(x, both(z, x)), nullptr);
  const auto& parameters =
      b.system.formulas[ir::index(b.system.observations[ir::index(id)].formula)].parameters;
  ASSERT_EQ(parameters.size(), 2u) << "x is one, however often it occurs";
  EXPECT_EQ(parameters[0].name, "x");
  EXPECT_EQ(parameters[1].name, "z");
}

TEST_F(Conditions, BelongToOnePropertyOfAKindAndName) {
  EXPECT_EQ(formulas.property(Kind::check, "p", "other", "", ir::SourceId::none), property);
  EXPECT_EQ(b.system.properties[ir::index(property)].text, "x");
  EXPECT_NE(formulas.property(Kind::cover, "p", "", "", ir::SourceId::none), property);
  EXPECT_NE(formulas.property(Kind::check, "q", "", "", ir::SourceId::none), property);
}

TEST_F(Conditions, OverParametersTakeThoseThatTheyUse) {
  const std::vector<ir::Parameter> parameters{{"a", {}}, {"b", {}}, {"c", {}}};
  const auto ids =
      formulas.apply(property, both(e.parameter(2), e.logical_not(e.parameter(0))), parameters, {x, y, z});
  ASSERT_EQ(ids.size(), 2u);
  const ir::Observation& first = b.system.observations[ir::index(ids[0])];
  EXPECT_EQ(first.arguments, std::vector{z});
  EXPECT_EQ(b.system.formulas[ir::index(first.formula)].parameters[0].name, "c");
  for (const ir::Value value : {0, 1}) {
    EXPECT_EQ(holds(b.system, {0, 0, value}, ids[0]), value == 1);
    EXPECT_EQ(holds(b.system, {value, 0, 0}, ids[1]), value == 0);
  }
}

}  // namespace
}  // namespace mc::frontend
