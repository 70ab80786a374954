// SPDX-License-Identifier: Apache-2.0
// mc explore --explain, on the test models that say when all is lost.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"
#include "support/model_case.h"

namespace mc::test {
namespace {

TEST(Explain, FindsWhereTheTestModelsSayThatAllIsLost) {
  const Directory directory;
  const std::string file = directory / "run";
  unsigned cases = 0;
  for (const ModelCase& model : all_model_cases(MC_SOURCE_DIR "/tests/models")) {
    if (!model.lost) continue;
    ++cases;
    std::vector<std::string> command{MC_BINARY, "explore", "--explain", "--json", file};
    for (const auto& each : model.files) command.push_back(each);
    for (const std::string& define : model.defines) command.push_back("-D" + define);
    const Ended ended = run(command);
    EXPECT_EQ(ended.errors, "");
    const nlohmann::json point = nlohmann::json::parse(contents(file))["trace"]["no_return"];
    EXPECT_EQ(point["after"], *model.lost) << model;
    EXPECT_EQ(point["exact"], true) << model;
    const std::string said = "After step " + std::to_string(*model.lost) + " no run avoids a violation";
    EXPECT_NE(ended.output.find(said), std::string::npos) << ended.output;
  }
  EXPECT_GE(cases, 2u);
}

TEST(Explain, TellsWhatAStepNeeds) {
  const Ended ended =
      run({MC_BINARY, "explore", "--explain", MC_SOURCE_DIR "/tests/models/textbook/lost_update.c"});
  for (const char* said : {"needs 1\n", "needs 2\n", "  needs 5, 6\n"})
    EXPECT_NE(ended.output.find(said), std::string::npos) << said << ended.output;
}

TEST(Explain, IsSilentUnlessAsked) {
  const Ended ended = run({MC_BINARY, "explore", MC_SOURCE_DIR "/tests/models/textbook/lost_update.c"});
  EXPECT_EQ(ended.exit, 1);
  EXPECT_EQ(ended.output.find("needs"), std::string::npos) << ended.output;
  EXPECT_EQ(ended.output.find("no run avoids"), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::test
