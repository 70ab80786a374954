// SPDX-License-Identifier: Apache-2.0
#include "reduce/normal_form.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <random>

#include "ir/evaluate.h"
#include "ir/print.h"
#include "support/builder.h"
#include "support/random_system.h"

namespace mc::reduce {
namespace {

using namespace ir;

std::vector<Value> any_values(const std::vector<Slot>& slots, std::mt19937_64& random) {
  std::vector<Value> values;
  for (const Slot& slot : slots)
    values.push_back(
        slot.type.least +
        static_cast<Value>(random() % static_cast<std::uint64_t>(slot.type.most - slot.type.least + 1)));
  return values;
}

RC_GTEST_PROP(NormalForm, HasTheSameValue, (std::uint64_t seed)) {
  System system = test::random_system(seed, 4);
  std::mt19937_64 random(seed);
  NormalForm normal(system);
  const std::vector<Task> tasks = system.tasks;
  for (const Task& task : tasks)
    for (const Instruction& at : task.code) {
      if (at.expression == ExprId::none) continue;
      const ExprId other = normal.of(at.expression);
      const auto shared = any_values(system.globals, random), local = any_values(task.frame, random),
                 temporary = any_values(task.temporaries, random);
      const Scope scope{.shared = shared, .local = local, .temporary = temporary, .self = 1};
      RC_LOG() << to_string(system, at.expression, &task) << "\n" << to_string(system, other, &task) << "\n";
      RC_ASSERT(Evaluator(system, scope).value(at.expression) == Evaluator(system, scope).value(other));
      RC_ASSERT(normal.of(other) == other);
    }
}

struct Example : test::Builder {
  ExprId a = load(global("a")), b = load(global("b")), n = load(global("n", test::range(0, 7)));
  ExprId make(Operator op, ExprId x, ExprId y) { return system.expressions.binary(op, x, y); }
};

TEST(NormalForm, OrderAndGroupingDoNotMatter) {
  Example x;
  NormalForm normal(x.system);
  const auto sum = [&](ExprId p, ExprId q, ExprId r) {
    return normal.of(x.make(Operator::add, x.make(Operator::add, p, q), r));
  };
  EXPECT_EQ(sum(x.a, x.b, x.n), sum(x.n, x.a, x.b));
  EXPECT_EQ(sum(x.a, x.b, x.n), normal.of(x.make(Operator::add, x.n, x.make(Operator::add, x.b, x.a))));
  EXPECT_NE(normal.of(x.make(Operator::subtract, x.a, x.b)), normal.of(x.make(Operator::subtract, x.b, x.a)));
}

/// "if (a) return false; if (b) return false; return true" and its like in the other order.
TEST(NormalForm, ConditionalsOverTruthValuesAreAndAndOr) {
  Example x;
  NormalForm normal(x.system);
  Expressions& all = x.system.expressions;
  const auto neither = [&](ExprId p, ExprId q) {
    const ExprId rest = all.conditional(q, all.constant(0), all.constant(1));
    return normal.of(all.conditional(p, all.constant(0), rest));
  };
  EXPECT_EQ(neither(x.a, x.n), neither(x.n, x.a));
  EXPECT_EQ(normal.of(x.make(Operator::bit_or, x.a, x.b)), normal.of(x.make(Operator::logical_or, x.b, x.a)));
}

}  // namespace
}  // namespace mc::reduce
