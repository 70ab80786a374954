#include "report/comparison.h"

#include <gtest/gtest.h>

#include "example_run.h"

namespace mc::report {
namespace {

using Change = PropertyPair::Change;
using Verdict = explore::Verdict;

Finding holds(bool evaluated = true) {
  return {.verdict = Verdict::holds, .reason = "", .steps = 0, .evaluated = evaluated};
}
Finding violated() {
  return {.verdict = Verdict::violated, .reason = "", .steps = 8};
}

Change change(std::optional<Finding> before, std::optional<Finding> after) {
  return PropertyPair{.name = "p", .before = std::move(before), .after = std::move(after)}.change();
}

TEST(Comparison, SaysWhatChanged) {
  const Finding undecided{.reason = "time limit"};
  EXPECT_EQ(change(violated(), holds()), Change::fixed);
  EXPECT_EQ(change(violated(), violated()), Change::still_broken);
  EXPECT_EQ(change(holds(), violated()), Change::newly_broken);
  EXPECT_EQ(change(std::nullopt, violated()), Change::newly_broken);
  EXPECT_EQ(change(holds(), holds()), Change::holds);
  EXPECT_EQ(change(holds(false), holds()), Change::holds);
  EXPECT_EQ(change(holds(false), holds(false)), Change::unreachable);
  EXPECT_EQ(change(violated(), undecided), Change::undecided);
  EXPECT_EQ(change(undecided, holds()), Change::undecided);
  EXPECT_EQ(change(std::nullopt, holds()), Change::added);
  EXPECT_EQ(change(violated(), std::nullopt), Change::removed);
}

/// A detour before step 3, another way at step 6.
Comparison example() {
  const test::Example system;
  const Run run = test::violated_run(system);
  Comparison comparison{
      .before = run, .after = test::example_run(system), .properties = {}, .covers = {}, .runs = {}};
  comparison.after.variant = "patched";
  comparison.after.commit = "9b25f381de6b";
  comparison.properties = {
      {.name = "no_double_dirty", .before = violated(), .after = holds()},
      {.name = "never_dirty", .kind = ir::Property::Kind::invariant, .before = holds(), .after = violated()}};
  comparison.covers = {{"writeback_failed", true, true}, {"mapped_was_invalidated", true, false}};
  const std::vector<trace::Step>& steps = run.trace->steps;
  comparison.runs.push_back(
      {.property = "no_double_dirty", .of_second = false, .trace = *run.trace, .companion = {}});
  comparison.runs[0].companion.partings = {
      {.kind = trace::Parting::Kind::detour, .step = 2, .here = steps[2], .others = {steps[6]}},
      {.kind = trace::Parting::Kind::statement, .step = 5, .here = steps[5], .others = {steps[7]}}};
  return comparison;
}

TEST(Comparison, TextIn80Columns) {
  EXPECT_EQ(text(example(), {.width = 80}), R"(80)");
}

TEST(Comparison, TextIn160Columns) {
  EXPECT_EQ(text(example(), {.width = 160}), R"(160)");
}

TEST(Comparison, JsonHasWhatTheTextSays) {
  const nlohmann::ordered_json out = json(example());
  EXPECT_EQ(out["before"]["variant"], "unpatched");
  EXPECT_EQ(out["after"]["variant"], "patched");
  EXPECT_EQ(out["properties"][0]["change"], "fixed");
  EXPECT_EQ(out["properties"][0]["before"]["steps"], 8);
  EXPECT_EQ(out["properties"][1]["change"], "newly broken");
  EXPECT_EQ(out["covers"][1]["after"], false);
  EXPECT_EQ(out["runs"][0]["partings"][0]["kind"], "detour");
  EXPECT_EQ(out["runs"][0]["partings"][1]["step"], 6);
  EXPECT_EQ(out["runs"][0]["partings"][1]["here"]["task"], "process 1");
  EXPECT_EQ(out["runs"][0]["trace"]["steps"].size(), 8u);
}

}  // namespace
}  // namespace mc::report
