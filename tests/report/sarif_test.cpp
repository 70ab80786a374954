// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include <gtest/gtest.h>

#include <map>

#include "example_run.h"

namespace mc::report {
namespace {

using Json = nlohmann::ordered_json;
using test::Example;

Json only_result(const study::Answer& run) {
  const Json log = sarif({&run}, "1.2.3");
  EXPECT_EQ(log["version"], "2.1.0");
  EXPECT_EQ(log["runs"].size(), 1u);
  EXPECT_EQ(log["runs"][0]["tool"]["driver"]["version"], "1.2.3");
  EXPECT_EQ(log["runs"][0]["results"].size(), 1u);
  return log["runs"][0]["results"][0];
}

TEST(Sarif, PointsAtTheViolatedStatement) {
  const Json result = only_result(test::violated_run(Example()));
  EXPECT_EQ(result["ruleId"], "no_double_dirty");
  EXPECT_EQ(result["level"], "error");
  EXPECT_EQ(result["message"]["text"],
            "no_double_dirty breaks in ext4-writeback/unpatched, after 8 steps: was_dirty = true");
  const Json& place = result["locations"][0];
  EXPECT_EQ(place["physicalLocation"]["artifactLocation"]["uri"], "model.c");
  EXPECT_EQ(place["physicalLocation"]["region"]["startLine"], 20);
  EXPECT_EQ(place["logicalLocations"][0]["fullyQualifiedName"], "folio_mark_dirty");
  EXPECT_EQ(result["stacks"][0]["message"]["text"], "process 1");
  EXPECT_EQ(result["stacks"][0]["frames"].size(), 3u);
}

/// Every step once, under its task, numbered as it happened.
TEST(Sarif, TellsTheRunTaskByTask) {
  const study::Answer run = test::violated_run(Example());
  std::map<int, std::string> order;
  const Json result = only_result(run);
  for (const Json& thread : result["codeFlows"][0]["threadFlows"])
    for (const Json& at : thread["locations"]) order[at["executionOrder"]] = thread["id"];
  ASSERT_EQ(order.size(), run.trace->steps.size());
  for (const auto& [number, task] : order)
    EXPECT_EQ(task, run.trace->steps.at(static_cast<std::size_t>(number) - 1).task);
}

TEST(Sarif, HasARuleForEveryProperty) {
  const study::Answer one = test::violated_run(Example()), other = test::deadlocked_run(Example());
  const Json log = sarif({&one, &other, &one}, "1")["runs"][0];
  EXPECT_EQ(log["tool"]["driver"]["rules"].size(), 2u);
  for (const Json& result : log["results"])
    EXPECT_EQ(log["tool"]["driver"]["rules"][result["ruleIndex"].get<std::size_t>()]["id"], result["ruleId"]);
  EXPECT_EQ(log["results"].size(), 3u);
  EXPECT_EQ(log["invocations"][0]["executionSuccessful"], true);
}

TEST(Sarif, IncompleteIsNoSuccess) {
  study::Answer run = test::example_run(Example());
  run.result.verdict = ir::Verdict::incomplete;
  run.result.reason = "time limit";
  const Json log = sarif({&run}, "1")["runs"][0];
  EXPECT_TRUE(log["results"].empty());
  EXPECT_EQ(log["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
            "INCOMPLETE: ext4-writeback/unpatched: time limit");
}

TEST(Sarif, PathsAreUris) {
  study::Answer run = test::violated_run(Example());
  run.trace->call_path[0].file = "/else where/a#b.c";
  EXPECT_EQ(only_result(run)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            "file:///else%20where/a%23b.c");
}

}  // namespace
}  // namespace mc::report
