// SPDX-License-Identifier: Apache-2.0
#include "report/junit.h"

#include <gtest/gtest.h>

namespace mc::report {
namespace {

TEST(Junit, GroupsCasesAndCountsFailures) {
  const std::vector<Case> cases{{.suite = "a", .name = "patched: p", .seconds = 1.5},
                                {.suite = "b", .name = "x", .seconds = 0.25, .output = "1 < 2"},
                                {.suite = "a",
                                 .name = "q",
                                 .seconds = 1,
                                 .failure = "VIOLATED, not \"HOLDS\" & more",
                                 .output = "\x1b[0m"}};
  EXPECT_EQ(junit(cases), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mc" tests="3" failures="1" errors="0" skipped="0" time="2.750">
  <testsuite name="a" tests="2" failures="1" errors="0" skipped="0" time="2.500">
    <testcase classname="a" name="patched: p" time="1.500">
    </testcase>
    <testcase classname="a" name="q" time="1.000">
      <failure message="VIOLATED, not &quot;HOLDS&quot; &amp; more"/>
      <system-out> [0m</system-out>
    </testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="0" skipped="0" time="0.250">
    <testcase classname="b" name="x" time="0.250">
      <system-out>1 &lt; 2</system-out>
    </testcase>
  </testsuite>
</testsuites>
)");
}

study::Answer run_of(ir::Verdict verdict) {
  using Kind = ir::Property::Kind;
  study::Answer run{.model = "lamp", .variant = "old"};
  for (const char* name : {"lit", "twice", "twice"})
    run.properties.push_back({.name = name, .kind = Kind::check});
  run.unjudged.push_back({.name = "goes_out", .kind = Kind::leads_to});
  run.covers = {{"on", true}, {"off", false}};
  run.result.verdict = verdict;
  run.result.counts.seconds = 1.5;
  return run;
}

/// Name and what is the matter with it.
std::vector<std::string> told(const study::Answer& run) {
  std::vector<std::string> result;
  for (const Case& each : cases(run, "")) {
    EXPECT_EQ(each.suite, "lamp");
    EXPECT_TRUE(each.failure.empty() || each.skipped.empty());
    result.push_back(each.name + (each.failure.empty() ? "" : " FAILS ") + each.failure +
                     (each.skipped.empty() ? "" : " skipped"));
  }
  return result;
}

TEST(Junit, APropertyPassesWhereTheRunHolds) {
  EXPECT_EQ(told(run_of(ir::Verdict::holds)),
            (std::vector<std::string>{"old: lit", "old: twice", "old: goes_out skipped", "old: cover on",
                                      "old: cover off skipped"}));
}

TEST(Junit, BehindAViolationNothingIsKnown) {
  study::Answer run = run_of(ir::Verdict::violated);
  run.trace = trace::Trace{.property = "twice"};
  EXPECT_EQ(told(run),
            (std::vector<std::string>{"old: lit skipped", "old: twice FAILS VIOLATED, after 0 steps",
                                      "old: goes_out skipped", "old: cover on", "old: cover off skipped"}));
}

TEST(Junit, EndlessRunsAreLookedAtWhereNothingElseBreaks) {
  study::Answer run = run_of(ir::Verdict::violated);
  run.properties.push_back(run.unjudged.front());
  run.unjudged.clear();
  run.trace = trace::Trace{.property = "goes_out", .kind = ir::Property::Kind::leads_to};
  EXPECT_EQ(told(run),
            (std::vector<std::string>{"old: lit", "old: twice", "old: goes_out FAILS VIOLATED, after 0 steps",
                                      "old: cover on", "old: cover off skipped"}));
}

TEST(Junit, WhatIsIncompleteDoesNotPass) {
  study::Answer run = run_of(ir::Verdict::incomplete);
  run.result.reason = "time limit";
  EXPECT_EQ(told(run), (std::vector<std::string>{
                           "old: lit FAILS INCOMPLETE: time limit", "old: twice FAILS INCOMPLETE: time limit",
                           "old: goes_out skipped", "old: cover on", "old: cover off skipped"}));
}

TEST(Junit, TheFirstCaseHasTimeAndText) {
  const std::vector<Case> all = cases(run_of(ir::Verdict::holds), "HOLDS  all of it");
  EXPECT_EQ(all.front().seconds, 1.5);
  EXPECT_EQ(all.front().output, "HOLDS  all of it");
  EXPECT_EQ(all.back().seconds, 0);
  EXPECT_EQ(all.back().output, "");
}

TEST(Junit, IsADocumentEvenWhenEmpty) {
  EXPECT_EQ(junit({}), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mc" tests="0" failures="0" errors="0" skipped="0" time="0.000">
</testsuites>
)");
}

}  // namespace
}  // namespace mc::report
