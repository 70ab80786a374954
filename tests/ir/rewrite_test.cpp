// SPDX-License-Identifier: Apache-2.0
#include "ir/rewrite.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <span>

#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::ir {
namespace {

/// With nothing to replace and places as they are.
RC_GTEST_PROP(Rewriter, KeepsTheMeaning, (std::uint64_t seed)) {
  System system = test::random_system(seed);
  const Interpreter interpreter(system);
  const auto states = test::reachable(system, 20).states;
  Rewriter rewriter(system, {});
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task) {
    const std::vector<Value> zeros(system.tasks[task].temporaries.size());
    for (const Instruction& instruction : system.tasks[task].code) {
      if (instruction.expression == ExprId::none) continue;
      const ExprId rebuilt = rewriter.expression(instruction.expression);
      for (const State& state : states) {
        const std::span<const Value> all(state);
        const Scope scope{
            .shared = all.first(system.globals.size()),
            .local = all.subspan(interpreter.index().frame(task, 0), system.tasks[task].frame.size()),
            .temporary = zeros,
            .self = 0,
            .arguments = {}};
        RC_ASSERT(Evaluator(system, scope).value(rebuilt) ==
                  Evaluator(system, scope).value(instruction.expression));
      }
    }
  }
}

struct Rewriting : ::testing::Test {
  test::Builder b;
  System& system = b.system;
  PlaceId row = b.global("row[0]", test::range(0, 9)), other = b.global("row[1]", test::range(0, 9)),
          index = b.global("index", test::range(0, 1));

  ExprId element(ExprId subscript) {
    return system.expressions.load(
        system.add_place({.base = 0, .subscripts = {{subscript, 1, 2}}, .type = test::range(0, 9)}));
  }
};

TEST_F(Rewriting, ReplacesLeavesWhereverTheyStand) {
  const ExprId sum = system.expressions.binary(Operator::add, b.load(index), element(b.load(index)));
  Rewriter rewriter(system, [&](ExprId id) { return id == b.load(index) ? b.constant(1) : ExprId::none; });
  EXPECT_EQ(rewriter.expression(sum), system.expressions.binary(Operator::add, b.constant(1), b.load(other)));
  EXPECT_EQ(rewriter.expression(ExprId::none), ExprId::none);
}

TEST_F(Rewriting, KeepsASubscriptThatIsOutOfRange) {
  Rewriter rewriter(system, [&](ExprId id) { return id == b.load(index) ? b.constant(2) : ExprId::none; });
  EXPECT_EQ(rewriter.expression(element(b.load(index))), element(b.constant(2)));
}

TEST_F(Rewriting, ChangesPlacesAfterTheirSubscriptsAreFolded) {
  const auto swap = [](Place place) {
    if (place.is_static() && place.base < 2) place.base = 1 - place.base;
    return place;
  };
  Rewriter rewriter(system, {}, swap);
  EXPECT_EQ(rewriter.expression(b.load(row)), b.load(other));
  EXPECT_EQ(rewriter.expression(element(b.constant(1))), b.load(row));
  EXPECT_EQ(rewriter.expression(element(b.load(index))), element(b.load(index)));
}

TEST_F(Rewriting, FoldsAKnownPointer) {
  system.domains.push_back({"object", {0, 1}, {"&row[0]", "&row[1]"}});
  const auto through = [&](Value pointer) {
    return Place{.base = 0, .pointer = Dereference{b.constant(pointer), 0}, .type = test::range(0, 9)};
  };
  Place known = through(2), null = through(0);
  fold_pointer(system, known);
  fold_pointer(system, null);
  EXPECT_EQ(known, system.place(other));
  EXPECT_EQ(null, through(0));
}

TEST_F(Rewriting, InstantiatesAFormula) {
  system.properties.push_back({"p", Property::Kind::check});
  const ExprId formula = system.expressions.binary(Operator::less, system.expressions.parameter(0),
                                                   system.expressions.parameter(1));
  system.formulas.push_back({PropertyId{0}, {{"a", {}}, {"b", {}}}, formula});
  system.observations.push_back({FormulaId{0}, {b.load(row), b.constant(3)}});
  EXPECT_EQ(instantiate(system, ObservationId{0}),
            system.expressions.binary(Operator::less, b.load(row), b.constant(3)));
}

}  // namespace
}  // namespace mc::ir
