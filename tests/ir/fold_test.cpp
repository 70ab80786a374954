// SPDX-License-Identifier: Apache-2.0
#include "ir/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <span>

#include "ir/evaluate.h"
#include "ir/interpreter.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::ir {
namespace {

/// The meaning of an expression as a fold. Only places are left to the evaluator.
class Meaning : public Fold<Value> {
 public:
  Meaning(const System& system, const Scope& scope)
      : Fold(system.expressions), system_(system), scope_(scope), places_(system, scope) {}

  unsigned computed = 0;

 private:
  Value leaf(ExprId, const Expression& node) override {
    if (node.op == Operator::constant) return node.value;
    if (node.op == Operator::self) return scope_.self;
    const Place& place = system_.place(node.place);
    const auto slot = places_.slot(place);
    if (!slot) return 0;
    return (place.space == Space::shared  ? scope_.shared
            : place.space == Space::local ? scope_.local
                                          : scope_.temporary)[*slot];
  }
  Value operation(const Expression& node, const Operands& operands) override {
    ++computed;
    std::array<Value, 3> values{};
    std::ranges::copy(operands, values.begin());
    return apply(node.op, node.numeric, values[0], values[1], values[2]);
  }

  const System& system_;
  Scope scope_;
  Evaluator places_;
};

RC_GTEST_PROP(Fold, YieldsWhatTheInterpreterDoes, (std::uint64_t seed)) {
  const System system = test::random_system(seed);
  const Interpreter interpreter(system);
  const auto states = test::reachable(system, 20).states;
  for (std::uint32_t task = 0; task < system.tasks.size(); ++task) {
    const std::vector<Value> zeros(system.tasks[task].temporaries.size());
    for (const State& state : states) {
      const std::span<const Value> all(state);
      const Scope scope{
          .shared = all.first(system.globals.size()),
          .local = all.subspan(interpreter.index().frame(task, 0), system.tasks[task].frame.size()),
          .temporary = zeros,
          .self = 0,
          .arguments = {}};
      Meaning meaning(system, scope);
      for (const Instruction& instruction : system.tasks[task].code)
        if (instruction.expression != ExprId::none)
          RC_ASSERT(meaning.of(instruction.expression) ==
                    Evaluator(system, scope).value(instruction.expression));
    }
  }
}

TEST(Fold, ComputesEveryNodeOnce) {
  System system;
  ExprId sum = system.expressions.self();
  for (unsigned i = 0; i < 40; ++i) sum = system.expressions.binary(Operator::add, sum, sum, {.bits = 64});
  Meaning meaning(system, {.shared = {}, .local = {}, .temporary = {}, .self = 1, .arguments = {}});
  EXPECT_EQ(meaning.of(sum), Value{1} << 40);
  EXPECT_EQ(meaning.of(sum), Value{1} << 40);
  EXPECT_EQ(meaning.computed, 40u);
}

}  // namespace
}  // namespace mc::ir
