// SPDX-License-Identifier: Apache-2.0
// What an expression's text says of what evaluating it does.
#include "frontend/effects.h"

#include <algorithm>

#include "source.h"

namespace mc::frontend {
namespace {

struct Case {
  const char* name;
  const char* expression;  ///< of a, b, the array v, the struct s and the pointer p to one
  bool emits, effects;
};

std::string around(const char* expression) {
  return std::string(
             "struct part { int f; }; static int a, b, v[2]; static struct part s, *p;\n"
             "static long result;\nstatic int g(void) { return a; }\n"
             "MC_TASK(task, 1) { result = ") +
         expression + "; }";
}

class Effects : public testing::TestWithParam<Case> {};

TEST_P(Effects, AreSeenInTheText) {
  const test::Source source("#include \"mc.h\"\n" + around(GetParam().expression));
  const auto assignments = source.all<clang::BinaryOperator>();
  const auto outermost =
      std::ranges::find_if(assignments, [](const auto* each) { return each->isAssignmentOp(); });
  const clang::Expr* value = (*outermost)->getRHS();
  EXPECT_EQ(may_emit(value), GetParam().emits);
  EXPECT_EQ(has_effects(value), GetParam().effects);
  if (GetParam().emits) return;
  // Short circuits rely on it: what may not emit is evaluated although nobody asks for it.
  const ir::System system = test::system_of(around(GetParam().expression));
  EXPECT_EQ(system.tasks[0].code.size(), 2u) << "the assignment, and the end";
}

INSTANTIATE_TEST_SUITE_P(
    Expressions, Effects,
    testing::Values(Case{"Number", "7", false, false}, Case{"Variable", "a", false, false},
                    Case{"Arithmetic", "(a + b) * 3 - ~a", false, false},
                    Case{"Comparison", "a < b && !(a == 2)", false, false},
                    Case{"Member", "s.f", false, false}, Case{"Cast", "(unsigned char)a", false, false},
                    Case{"Size", "sizeof(a)", false, false}, Case{"Subscript", "v[a]", true, false},
                    Case{"Arrow", "p->f", true, false}, Case{"Dereference", "(*p).f", true, false},
                    Case{"Division", "a / b", true, false}, Case{"Remainder", "a % b", true, false},
                    Case{"Shift", "a << b", true, false}, Case{"Choice", "a ? b : 3", true, false},
                    Case{"Literal", "(struct part){ .f = a }.f", true, false},
                    Case{"Comma", "(0, b)", true, false}, Case{"Call", "g()", true, true},
                    Case{"Assignment", "(a = b)", true, true}, Case{"Compound", "3 + (a += b)", true, true},
                    Case{"Increment", "a++ + b", true, true}, Case{"Decrement", "- --a", true, true},
                    Case{"InsideASubscript", "v[a++]", true, true}),
    [](const auto& test) { return test.param.name; });

TEST(ImplicitConversion, IsWhatTheTextDoesNotSay) {
  const test::Source source("int a; char b = 0; long c, d; void f(void) { c = a; d = (long)a; c = d; }");
  const auto assignments = source.all<clang::BinaryOperator>();
  EXPECT_TRUE(implicit_conversion(assignments.at(0)->getRHS()));
  EXPECT_FALSE(implicit_conversion(assignments.at(1)->getRHS()));
  EXPECT_FALSE(implicit_conversion(assignments.at(2)->getRHS())) << "a load";
}

}  // namespace
}  // namespace mc::frontend
