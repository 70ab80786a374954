// SPDX-License-Identifier: Apache-2.0
// mc prove --any, as a user runs it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "process.h"
#include "schema.h"

namespace mc::cli {
namespace {

const std::string models = MC_SOURCE_DIR "/tests/models/parameterized/";

class Any : public testing::Test {
 protected:
  test::Ended prove(const std::string& file, const std::string& parameter,
                    const std::vector<std::string>& more = {}) const {
    std::vector<std::string> arguments{MC_BINARY, "prove", file, "--any", parameter};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  static void expect(const test::Ended& ended, int exit, const std::string& text) {
    EXPECT_EQ(ended.exit, exit) << ended.output << ended.errors;
    EXPECT_NE((ended.output + ended.errors).find(text), std::string::npos) << ended.output << ended.errors;
  }

  nlohmann::json json(const std::string& file) const {
    return nlohmann::json::parse(test::contents(directory / file));
  }

  test::Directory directory;
};

TEST_F(Any, ProvesForEveryNumberAndSaysWhatNeverIs) {
  const test::Ended ended = prove(models + "spinlock.c", "tasks");
  expect(ended, 0, "HOLDS  for any number TASKS");
  expect(ended, 0, "Never, for distinct p, q");
}

TEST_F(Any, SaysWhichCoversWereReached) {
  const test::Ended ended = prove(models + "mesi.c", "caches");
  expect(ended, 0, "CACHES=1  holds, 3 states; reached: modified\n");
  expect(ended, 0, "; reached: shared_by_two\n");
  expect(ended, 0, "covers: 2 of 2 reached");
}

TEST_F(Any, APassIsNotVacuousInSilence) {
  const std::string file = directory.write("idle.c", R"(#include <mc.h>
MC_PARAM(TASKS, 2, 1, 6);
static bool held[TASKS];
MC_TASK(task, TASKS) { for (;;) held[self] = false; }
MC_INVARIANT(none)
{
	for (unsigned i = 0; i < TASKS; i++)
		if (held[i])
			return false;
	return true;
}
MC_COVER(somebody_holds)
{
	for (unsigned i = 0; i < TASKS; i++)
		if (held[i])
			return true;
	return false;
}
)");
  expect(prove(file, "tasks", {"--json", "proof.json"}), 0,
         "HOLDS, but vacuous in part: never reached: somebody_holds");
  EXPECT_EQ(json("proof.json").at("covers"), nlohmann::json({{"somebody_holds", false}}));
}

TEST_F(Any, WritesJson) {
  expect(prove(models + "mesi.c", "caches", {"--json", "holds.json"}), 0, "HOLDS");
  expect(prove(models + "mesi.c", "caches", {"-DKEEP_OTHERS", "--json", "violated.json", "--quiet"}), 1,
         "VIOLATED");
  expect(prove(models + "german.c", "clients", {"--limit-time", "0.3s", "--json", "incomplete.json"}), 2,
         "INCOMPLETE");
  EXPECT_EQ(test::complaints(directory, {{"proof.json", "holds.json"},
                                         {"proof.json", "violated.json"},
                                         {"proof.json", "incomplete.json"}}),
            std::vector<std::string>(3));
  const nlohmann::json proof = json("holds.json");
  EXPECT_EQ(proof.at("covers"), nlohmann::json({{"shared_by_two", true}, {"modified", true}}));
  const nlohmann::json& any = proof.at("any");
  EXPECT_EQ(any.at("parameter"), "CACHES");
  EXPECT_EQ(any.at("invariant").size(), proof.at("clauses"));
  EXPECT_EQ(any.at("explored").size() + 1, any.at("views").at("of")) << "all smaller ones";
  EXPECT_EQ(any.at("explored_only"), nlohmann::json({"deadlock"}));
  const nlohmann::json violated = json("violated.json");
  EXPECT_EQ(violated.at("trace").at("property"), "single_writer");
  EXPECT_EQ(violated.at("parameters").at("CACHES"), violated.at("any").at("explored").back().at("number"));
}

TEST_F(Any, RefutesWithTheRunOfASmallNumber) {
  const test::Ended ended = prove(models + "spinlock.c", "tasks", {"-DTWO_STEPS"});
  expect(ended, 1, "TASKS=2:");
  expect(ended, 1, "VIOLATED  one_holder");
}

TEST_F(Any, RefutesCallsOneAtATimeWithoutTheFix) {
  const test::Ended ended =
      test::run({MC_BINARY, "prove", "--model", "unpatched-sequential", "--any", "processes"},
                {.directory = directory.path(), .output = {}, .environment = {}});
  expect(ended, 1, "PROCESSES=1:");
  expect(ended, 1, "VIOLATED  mapped_is_uptodate");
}

TEST_F(Any, WhatIsNotTheSameForEveryNumberIsIncomplete) {
  const std::string file = directory.write("last.c", R"(#include <mc.h>
MC_PARAM(TASKS, 2, 1, 4);
static bool done[TASKS];
MC_TASK(task, TASKS) { done[self] = true; }
MC_TASK(reader, 1) { bool all = done[TASKS - 1]; (void)all; }
MC_INVARIANT(fine) { return !done[0] || done[0]; }
)");
  const test::Ended ended = prove(file, "tasks");
  expect(ended, 2, "one particular number");
  expect(ended, 2,
         "INCOMPLETE  no proof for larger numbers: the model does not treat all alike; holds up to TASKS=2");
}

TEST_F(Any, TimeLimitSaysHowFarItCame) {
  expect(prove(models + "german.c", "clients", {"--limit-time", "0.3s"}), 2, "INCOMPLETE");
}

TEST_F(Any, UnknownParameterIsAUsageError) {
  expect(prove(models + "mesi.c", "cache"), 64, "did you mean 'caches'?");
}

}  // namespace
}  // namespace mc::cli
