// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include <gtest/gtest.h>

#include "example_run.h"

namespace mc::report {
namespace {

using nlohmann::ordered_json;
using test::Example;

TEST(Json, HoldsWhatProgramsAskFor) {
  study::Answer run = example_run(Example());
  run.covers[1].reached = false;
  run.unjudged = {{.name = "later"}};
  const ordered_json out = json(run);
  EXPECT_EQ(out["verdict"], "HOLDS");
  EXPECT_EQ(out["model"], "ext4-writeback");
  EXPECT_EQ(out["variant"], "unpatched");
  EXPECT_EQ(out["commit"], "4e800c0359d9a");
  EXPECT_EQ(out["parameters"], (ordered_json{{"PROCESSES", 2}, {"FOLIOS", 1}}));
  ASSERT_EQ(out["properties"].size(), 2u);
  EXPECT_EQ(out["properties"][0]["name"], "no_double_dirty");
  EXPECT_EQ(out["properties"][0]["kind"], "check");
  EXPECT_EQ(out["properties"][0]["formula"], "!was_dirty");
  EXPECT_EQ(out["properties"][1]["kind"], "deadlock");
  EXPECT_EQ(out["not_judged"], ordered_json::array({"later"}));
  EXPECT_EQ(out["states"], 1234);
  EXPECT_EQ(out["transitions"], 56789);
  EXPECT_EQ(out["depth"], 8);
  EXPECT_EQ(out["seconds"], 0.0123);
  EXPECT_EQ(out["threads"], 2);
  EXPECT_EQ(out["state_bits"], 11);
  EXPECT_EQ(out["bytes_per_state"], 13.25);
  EXPECT_EQ(out["peak_bytes"], 5242880);
  EXPECT_EQ(out["covers"], (ordered_json{{"writeback_failed", true}, {"mapped_was_invalidated", false}}));
  EXPECT_EQ(out["smt"]["asked"], 17);
  EXPECT_EQ(out["memory_model"], "sequential consistency");
  EXPECT_FALSE(out.contains("trace"));
  EXPECT_FALSE(out.contains("reason"));
}

TEST(Json, TellsTheTrace) {
  const ordered_json out = json(violated_run(Example()));
  EXPECT_EQ(out["verdict"], "VIOLATED");
  const ordered_json& trace = out["trace"];
  EXPECT_EQ(trace["property"], "no_double_dirty");
  EXPECT_EQ(trace["kind"], "check");
  EXPECT_EQ(trace["values"], (ordered_json{{"was_dirty", "true"}}));
  EXPECT_EQ(trace["call_path"].size(), 3u);
  EXPECT_EQ(trace["call_path"][0]["function"], "folio_mark_dirty");
  EXPECT_EQ(trace["call_path"][0]["stands_for"], "mm/page-writeback.c:folio_mark_dirty");
  EXPECT_EQ(trace["waiting"], ordered_json::array());
  ASSERT_EQ(trace["steps"].size(), 8u);
  const ordered_json &chooses = trace["steps"][0], &locks = trace["steps"][1];
  EXPECT_EQ(chooses["choices"][0]["statement"], "fails = mc_choose(2) = 1");
  EXPECT_EQ(chooses["move"], (ordered_json{{"task", 1}, {"copy", 0}, {"choices", {1}}}));
  EXPECT_EQ(chooses["changes"][0]["shared"], false);
  EXPECT_EQ(locks["task"], "process 0");
  EXPECT_EQ(locks["function"], "folio_lock");
  EXPECT_EQ(locks["caller"], "store");
  EXPECT_EQ(locks["statement"], "f->locked = true");
  EXPECT_EQ(locks["file"], "model.c");
  EXPECT_EQ(locks["line"], 11);
  EXPECT_EQ(locks["changes"], ordered_json::array({{{"what", "folio[0].locked"},
                                                    {"before", "false"},
                                                    {"after", "true"},
                                                    {"shared", true},
                                                    {"function", ""}}}));
}

TEST(Json, TellsWhoWaits) {
  const ordered_json out = json(deadlocked_run(Example()));
  ASSERT_EQ(out["trace"]["waiting"].size(), 2u);
  EXPECT_EQ(out["trace"]["waiting"][0]["task"], "process 0");
  EXPECT_EQ(out["trace"]["waiting"][0]["statement"], "mc_await(!f->locked)");
}

TEST(Json, SaysWhyARunIsIncomplete) {
  study::Answer run = example_run(Example());
  run.undecided = 1;
  EXPECT_EQ(json(run)["verdict"], "INCOMPLETE");
  EXPECT_EQ(json(run)["reason"], "Z3 gave no answer within its limit for 1 valuation");
  run.result.verdict = ir::Verdict::incomplete;
  run.result.reason = "interrupted";
  EXPECT_EQ(json(run)["reason"], "interrupted");
}

TEST(Json, SurvivesTextThatIsNoUtf8) {
  study::Answer run = example_run(Example());
  run.model = "caf\xe9";
  EXPECT_EQ(ordered_json::parse(json_text(run))["model"], "caf\xef\xbf\xbd");
}

}  // namespace
}  // namespace mc::report
