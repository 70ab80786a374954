// SPDX-License-Identifier: Apache-2.0
// Loops that count: which they are, and that written out they do what they did.
#include "frontend/counted_loop.h"

#include <fmt/format.h>
#include <rapidcheck.h>

#include "source.h"

namespace mc::frontend {
namespace {

struct Case {
  const char* name;
  const char* loop;
  ir::Value step;  ///< 0: it is no counted loop
  unsigned others = 0;
};

class CountedLoops : public testing::TestWithParam<Case> {};

TEST_P(CountedLoops, AreRecognised) {
  const test::Source source(std::string("int x; void use(int *);\nvoid f(void) { int j; ") + GetParam().loop +
                            " }");
  const auto found = counted_loop(source.all<clang::ForStmt>().at(0), source.context());
  ASSERT_EQ(found.has_value(), GetParam().step != 0);
  if (!found) return;
  EXPECT_EQ(found->step, GetParam().step);
  EXPECT_EQ(found->variable->getNameAsString(), "i");
  EXPECT_EQ(found->before.size() + found->after.size(), GetParam().others);
}

INSTANTIATE_TEST_SUITE_P(
    Forms, CountedLoops,
    testing::Values(Case{"PostIncrement", "for (int i = 0; i < 3; i++) ;", 1},
                    Case{"PreDecrement", "for (int i = 3; i > 0; --i) ;", -1},
                    Case{"ByTwo", "for (int i = 0; i < 9; i += 2) ;", 2},
                    Case{"DownByThree", "for (int i = 9; i > 0; i -= (3)) ;", -3},
                    Case{"BesideOthers", "for (int i = 0; i < 3; x++, i++, j++) ;", 1, 2},
                    Case{"ReadInTheBody", "for (int i = 0; i < 3; i++) x = i;", 1},
                    Case{"OfAVariableBefore", "for (j = 0; j < 3; j++) ;", 0},
                    Case{"Endless", "for (int i = 0; ; i++) ;", 0},
                    Case{"WithoutStep", "for (int i = 0; i < 3; ) ;", 0},
                    Case{"Twice", "for (int i = 0; i < 3; i++, i++) ;", 0},
                    Case{"ByAVariable", "for (int i = 0; i < 3; i += x) ;", 0},
                    Case{"ByNothing", "for (int i = 0; i < 3; i += 0) ;", 0},
                    Case{"Multiplied", "for (int i = 1; i < 9; i *= 2) ;", 0},
                    Case{"ChangedInside", "for (int i = 0; i < 3; i++) if (x) { i = 7; }", 0},
                    Case{"IncrementedInside", "for (int i = 0; i < 3; i++) x = i++;", 0},
                    Case{"AddressTaken", "for (int i = 0; i < 3; i++) use(&i);", 0},
                    Case{"TwoVariables", "for (int i = 0, k = 0; i < 3; i++) ;", 0},
                    Case{"OfBool", "for (_Bool i = 0; i < 2; i++) ;", 0}),
    [](const auto& test) { return test.param.name; });

/// Models in which the counter's value, summed up with weights, says which rounds there were.
TEST(CountedLoop, WrittenOutHasTheRoundsOfOneThatRuns) {
  EXPECT_TRUE(rc::check([] {
    const auto small = rc::gen::inRange(-6, 7);
    const int first = *small, bound = *small, by = *rc::gen::inRange(1, 4);
    const bool down = *rc::gen::arbitrary<bool>();
    const std::string head = fmt::format("{} {} {}", down ? ">" : "<", bound,
                                         down ? fmt::format("; i -= {}", by) : fmt::format("; i += {}", by));
    const std::string body = "{ if (i == 3) continue; if (i == 5) break; a = a * 2 + i; n++; }";
    const test::Ran written = test::run_text(
        fmt::format("static long a, n; MC_TASK(task, 1) {{ for (int i = {}; i {}) {} }}", first, head, body));
    const test::Ran run = test::run_text(fmt::format(
        "static long a, n; MC_TASK(task, 1) {{ int i; for (i = {}; i {}) {} }}", first, head, body));
    RC_ASSERT(written.globals == run.globals);
    RC_ASSERT(written.violated.empty() && run.violated.empty());
  }));
}

TEST(CountedLoop, DoesTheOtherExpressionsBeforeOrAfterItCounts) {
  const auto last = [](const std::string& increment) {
    return test::run_text("static int x; MC_TASK(task, 1) { for (int i = 0; i < 3; " + increment + ") ; }")
        .globals.at("x");
  };
  EXPECT_EQ(last("x = i, i++"), 2);
  EXPECT_EQ(last("i++, x = i"), 3);
  EXPECT_EQ(last("x += i, i++, x += 10 * i"), 0 + 10 + 1 + 20 + 2 + 30);
}

TEST(CountedLoop, OfUnsignedNumbersGoesRoundAsTheyDo) {
  const test::Ran ran = test::run_text(
      "static unsigned n, last; MC_TASK(task, 1) { for (unsigned i = 2; i < 3; i--) { n++; last = i; } }");
  EXPECT_EQ(ran.globals.at("n"), 3);
  EXPECT_EQ(ran.globals.at("last"), 0);
}

}  // namespace
}  // namespace mc::frontend
