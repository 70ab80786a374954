// SPDX-License-Identifier: Apache-2.0
// mc explore --por stubborn.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::test {
namespace {

Ended explore(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(),
                   {MC_BINARY, "explore", MC_SOURCE_DIR "/tests/models/textbook/readers_writers.c"});
  return run(arguments);
}

TEST(Stubborn, SaysThatOrdersWereLeftOut) {
  const Ended ended = explore({"--por", "stubborn"});
  EXPECT_EQ(ended.exit, 0) << ended.output;
  EXPECT_NE(ended.output.find("without orders of steps that make no difference"), std::string::npos)
      << ended.output;
  EXPECT_EQ(ended.output.find("73 states"), std::string::npos) << ended.output;
  EXPECT_NE(explore({"--por", "static"}).output.find("73 states"), std::string::npos);
}

TEST(Stubborn, FindsTheSameRun) {
  const Ended ended = explore({"--por", "stubborn", "-DWITHOUT_MUTEX"});
  EXPECT_EQ(ended.exit, 1) << ended.output;
  const auto told = [](const Ended& search) {  // but for counts, time and memory
    return search.output.substr(0, search.output.find("VIOLATED"));
  };
  EXPECT_EQ(told(ended), told(explore({"-DWITHOUT_MUTEX"})));
}

TEST(Stubborn, RefusesAnotherName) {
  EXPECT_EQ(explore({"--por", "lazy"}).exit, 64);
}

TEST(Stubborn, IsNoChoiceForWhoWantsNoReduction) {
  const Ended ended = explore({"--por", "stubborn", "--no-por"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("--no-por"), std::string::npos) << ended.errors;
}

}  // namespace
}  // namespace mc::test
