// SPDX-License-Identifier: Apache-2.0
// Traces as a terminal shows them, held against golden files: tests/report/golden/NAME-WIDTH.txt. Where one
// differs the test prints what is there now; MC_WRITE_GOLDEN=1 in the environment writes them anew.
#include "report/trace_text.h"

#include <gtest/gtest.h>

#include <sstream>

#include "example_run.h"
#include "report/frame.h"
#include "support/golden.h"

namespace mc::report {
namespace {

using test::Example;

const Style plain{.width = 140};

/// The violated run, with three quiet steps of process 0 before its store and one behind it.
trace::Trace with_quiet_steps() {
  trace::Trace trace = *violated_run(Example()).trace;
  trace::Step looks = trace.steps[2];
  looks.changes.clear();
  looks.statement = "if (f->dirty)";
  trace.steps.insert(trace.steps.begin() + 3, looks);
  trace.steps.insert(trace.steps.begin() + 2, 3, looks);
  return trace;
}

class Golden : public testing::TestWithParam<unsigned> {
 protected:
  void expect(const std::string& name, const trace::Trace& trace, bool full = false) const {
    const std::string width = std::to_string(GetParam());
    const std::string now = text(trace, {.width = GetParam(), .full = full});
    EXPECT_EQ(now, test::golden("report/golden/" + name + "-" + width, now));
  }
};

TEST_P(Golden, Violation) {
  expect("violation", *violated_run(Example()).trace);
}
TEST_P(Golden, Deadlock) {
  expect("deadlock", *deadlocked_run(Example()).trace);
}
TEST_P(Golden, Folded) {
  expect("folded", with_quiet_steps());
}
TEST_P(Golden, Full) {
  expect("full", with_quiet_steps(), true);
}

INSTANTIATE_TEST_SUITE_P(Width, Golden, testing::Values(80u, 160u));

TEST(Stretches, FoldTwoAndMoreQuietStepsOfOneTask) {
  const trace::Trace trace = with_quiet_steps();
  const auto all = stretches(trace, false);
  ASSERT_EQ(all.size(), trace.steps.size() - 2);
  EXPECT_EQ(all[2].first, 2u);
  EXPECT_EQ(all[2].last, 4u);
  EXPECT_EQ(stretches(trace, true).size(), trace.steps.size());
}

TEST(Stretches, NeverFoldAChoiceTheLastStepOrTheStartOfACycle) {
  trace::Trace trace = with_quiet_steps();
  trace.steps[3].move.choices = {1};
  EXPECT_EQ(stretches(trace, false).size(), trace.steps.size());
  trace.steps[3].move.choices.clear();
  trace.cycle = 4;
  const auto all = stretches(trace, false);
  ASSERT_EQ(all.size(), trace.steps.size() - 1);
  EXPECT_EQ(all[2].last, 3u);
  EXPECT_EQ(all[3].first, 4u);
  trace.steps.resize(5);
  EXPECT_EQ(stretches(trace, false).back().first, 4u);
}

TEST(Steps, ManyTasksShareAColumn) {
  trace::Trace trace = *violated_run(Example()).trace;
  trace::Step other = trace.steps[1];
  for (std::uint32_t copy = 2; copy < 6; ++copy) {
    other.move.copy = copy;
    other.task = "process " + std::to_string(copy);
    trace.steps.insert(trace.steps.begin(), other);
  }
  EXPECT_NE(steps_text(trace, {.width = 80}).find("process 5  folio_lock"), std::string::npos);
  EXPECT_EQ(steps_text(trace, {.width = 160}).find("process 5  folio_lock"), std::string::npos);
}

/// The first line of the splat of a run that ends in the same state, with that property.
std::string complaint(ir::Property::Kind kind, const std::string& property) {
  trace::Trace trace = *violated_run(Example()).trace;
  trace.kind = kind;
  trace.property = property;
  std::istringstream lines(splat(trace, plain));
  std::string line;
  std::getline(lines, line);
  EXPECT_EQ(line, "------------[ cut here ]------------");
  std::getline(lines, line);
  return line;
}

TEST(Splat, IsAWarningOrABug) {
  using Kind = ir::Property::Kind;
  const std::string rest = ": task: process 1 step: 8 at mm/page-writeback.c folio_mark_dirty";
  EXPECT_EQ(complaint(Kind::check, "WARN_ON(f->dirty)"), "WARNING" + rest);
  EXPECT_EQ(complaint(Kind::invariant, "never_dirty"), "WARNING" + rest);
  EXPECT_EQ(complaint(Kind::check, "BUG_ON(f->dirty)"), "BUG" + rest);
  EXPECT_EQ(complaint(Kind::check, "VM_BUG_ON_FOLIO(f->dirty)"), "BUG" + rest);
  EXPECT_EQ(complaint(Kind::built_in, "null-dereference"), "BUG" + rest);
}

TEST(Splat, NamesTheKernelFunctionThatAFrameStandsFor) {
  trace::Trace trace = *violated_run(Example()).trace;
  trace.call_path.erase(trace.call_path.begin());
  EXPECT_NE(splat(trace, plain).find(" at mm/memory.c do_wp_page\n"), std::string::npos);
  trace.call_path.erase(trace.call_path.begin());
  EXPECT_NE(splat(trace, plain).find(" at model.c:40 process\n"), std::string::npos);
}

TEST(Splat, OfTheInitialStateHasNoCallTrace) {
  trace::Trace trace;
  trace.property = trace.formula = "on";
  EXPECT_EQ(text(trace, plain),
            "The initial state is the violation.\n\n------------[ cut here ]------------\non\n"
            "---[ end trace ]---\n");
}

TEST(KernelPlace, SplitsFileAndFunction) {
  using Place = std::pair<std::string, std::string>;
  EXPECT_EQ(kernel_place("mm/memory.c:do_wp_page", "f"), Place("mm/memory.c", "do_wp_page"));
  EXPECT_EQ(kernel_place("mm/memory.c:", "f"), Place("mm/memory.c", "f"));
  EXPECT_EQ(kernel_place("", "f"), Place("", "f"));
}

}  // namespace
}  // namespace mc::report
