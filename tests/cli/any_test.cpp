// mc prove --any, as a user runs it.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "process.h"

namespace mc::cli {
namespace {

const std::string models = MC_SOURCE_DIR "/tests/models/any/";

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

  test::Directory directory;
};

TEST_F(Any, ProvesForEveryNumberAndSaysWhatNeverIs) {
  const test::Ended ended = prove(models + "spinlock.c", "tasks");
  expect(ended, 0, "HOLDS  for any number TASKS");
  expect(ended, 0, "Never, for distinct p, q");
}

TEST_F(Any, CertificateIsAcceptedBySolvers) {
  expect(prove(models + "mesi.c", "caches", {"--any-certificate", "proof.smt2"}), 0, "HOLDS");
  for (const std::string solver : {"z3", "cvc5"}) {
    const test::Ended ended =
        test::run({solver, "proof.smt2"}, {.directory = directory.path(), .output = {}, .environment = {}});
    if (ended.exit == 127) continue;  // not installed
    EXPECT_EQ(ended.output, "unsat\nunsat\nunsat\n") << solver << ended.errors;
  }
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
