// SPDX-License-Identifier: Apache-2.0
// mc explore --forecast.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::test {
namespace {

const std::vector<std::string> filter_lock{
    MC_BINARY, "explore", MC_SOURCE_DIR "/tests/models/textbook/filter_lock.c", "--set", "N=5", "--forecast"};

TEST(Forecast, IsToldOfASearchThatWasCutShort) {
  std::vector<std::string> command = filter_lock;
  command.insert(command.end(), {"--limit-states", "200k"});
  const Ended ended = run(command);
  EXPECT_EQ(ended.exit, 2);
  EXPECT_NE(ended.output.find("INCOMPLETE  state limit"), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("Forecast: "), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("a guess from the growth of"), std::string::npos) << ended.output;
}

TEST(Forecast, SaysWhenNothingCanBeSaidYet) {
  std::vector<std::string> command = filter_lock;
  command.insert(command.end(), {"--limit-states", "20"});
  const Ended ended = run(command);
  EXPECT_EQ(ended.exit, 2);
  EXPECT_NE(ended.output.find("Forecast: none yet"), std::string::npos) << ended.output;
}

TEST(Forecast, IsNotNeededOnceAllWasSeen) {
  std::vector<std::string> command = filter_lock;
  command.insert(command.end(), {"--limit-time", "10m"});
  const Ended ended = run(command);
  EXPECT_EQ(ended.exit, 0);
  EXPECT_EQ(ended.output.find("Forecast: "), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::test
