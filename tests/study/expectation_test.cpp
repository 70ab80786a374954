// SPDX-License-Identifier: Apache-2.0
#include "study/expectation.h"

#include <gtest/gtest.h>

namespace mc::study {
namespace {

using ir::Verdict;

Answer run_with(Verdict verdict) {
  Answer run;
  run.result.verdict = verdict;
  if (verdict == Verdict::violated) {
    run.trace.emplace();
    run.trace->property = "never_hot";
    run.trace->steps.resize(3);
  }
  if (verdict == Verdict::incomplete) run.result.reason = "time limit";
  return run;
}

Expectation expecting(Verdict verdict) {
  Expectation expectation;
  expectation.property = {"never_hot"};
  expectation.verdict = verdict;
  expectation.why = "physics";
  return expectation;
}

TEST(Compare, accepts_what_is_expected) {
  for (const Verdict verdict : {Verdict::holds, Verdict::violated}) {
    const Examination finding = compare(expecting(verdict), run_with(verdict));
    EXPECT_EQ(finding.difference, "");
    EXPECT_EQ(finding.outcome, Outcome::as_expected);
  }
  EXPECT_EQ(compare(expecting(Verdict::violated), run_with(Verdict::violated)).found,
            "VIOLATED never_hot in 3 steps");
}

TEST(Compare, reports_the_other_verdict_with_the_reason_for_the_expected_one) {
  const Examination broken = compare(expecting(Verdict::holds), run_with(Verdict::violated));
  EXPECT_EQ(broken.difference, "expected HOLDS never_hot: physics");
  EXPECT_EQ(broken.outcome, Outcome::different);
  const Examination mended = compare(expecting(Verdict::violated), run_with(Verdict::holds));
  EXPECT_EQ(mended.difference, "expected VIOLATED never_hot: physics");
  EXPECT_EQ(mended.outcome, Outcome::different);
}

TEST(Compare, never_takes_incomplete_for_either) {
  for (const Verdict verdict : {Verdict::holds, Verdict::violated}) {
    const Examination finding = compare(expecting(verdict), run_with(Verdict::incomplete));
    EXPECT_NE(finding.difference, "");
    EXPECT_EQ(finding.found, "INCOMPLETE time limit");
    EXPECT_EQ(finding.outcome, Outcome::incomplete);
  }
}

TEST(Compare, does_not_take_one_violation_for_another) {
  Answer run = run_with(Verdict::violated);
  run.trace->property = "deadlock";
  EXPECT_EQ(compare(expecting(Verdict::violated), run).outcome, Outcome::different);
}

TEST(Compare, wants_every_cover_reached_or_named) {
  Answer run = run_with(Verdict::holds);
  run.covers = {{"on", true}, {"broken", false}};
  Expectation expectation = expecting(Verdict::holds);
  const Examination vacuous = compare(expectation, run);
  EXPECT_EQ(vacuous.found, "HOLDS, never reached: broken");
  EXPECT_NE(vacuous.difference.find("unreached = [\"broken\"]"), std::string::npos);
  EXPECT_EQ(vacuous.outcome, Outcome::different);
  expectation.unreached = {"broken"};
  EXPECT_EQ(compare(expectation, run).difference, "");
}

TEST(Compare, does_not_ask_for_covers_after_a_violation) {
  Answer run = run_with(Verdict::violated);
  run.covers = {{"broken", false}};
  EXPECT_EQ(compare(expecting(Verdict::violated), run).difference, "");
}

TEST(BoundsText, names_what_is_not_default) {
  Expectation expectation;
  EXPECT_EQ(bounds_text(expectation), "default bounds");
  expectation.set = {{"processes", 2}, {"folios", 1}};
  EXPECT_EQ(bounds_text(expectation), "folios=1 processes=2");
}

}  // namespace
}  // namespace mc::study
