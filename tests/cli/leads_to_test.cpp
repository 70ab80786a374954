// SPDX-License-Identifier: Apache-2.0
// MC_LEADS_TO from C to the trace of an endless run.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace mc::cli {
namespace {

constexpr const char* model = R"(#include <mc.h>
static bool wanted, done, elsewhere;
MC_DAEMON(client, 1)
{
	for (;;) {
		mc_await(!wanted);
		mc_atomic { done = false; wanted = true; }
	}
}
MC_DAEMON(server, 1)
{
	do {
#ifdef LAZY
		if (mc_choose(2)) { elsewhere = !elsewhere; continue; }
#endif
		mc_await(wanted);
		mc_atomic { done = true; wanted = false; }
	} while (ALWAYS);
}
MC_LEADS_TO(served, wanted, done)
MC_COVER(once) { return done; }
)";

class LeadsTo : public testing::Test {
 protected:
  test::Ended explore(std::vector<std::string> arguments) const {
    directory.write("model.c", model);
    arguments.insert(arguments.begin(), {MC_BINARY, "explore", "model.c", "--json", "run.json"});
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  nlohmann::json json() const { return nlohmann::json::parse(test::contents(directory / "run.json")); }

  test::Directory directory;
};

TEST_F(LeadsTo, HoldsWhereNobodyIsKeptWaiting) {
  const test::Ended ended = explore({"-DALWAYS=true"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_EQ(ended.output.find("Not judged"), std::string::npos);
  EXPECT_EQ(json()["not_judged"], nlohmann::json::array());
}

TEST_F(LeadsTo, BreaksWhereTheServerMayAlwaysDoSomethingElse) {
  const test::Ended ended = explore({"-DALWAYS=true", "-DLAZY"});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_NE(ended.output.find("for ever:"), std::string::npos) << ended.output;
  const nlohmann::json run = json();
  EXPECT_EQ(run["trace"]["property"], "served");
  const std::size_t cycle = run["trace"]["cycle"];
  ASSERT_LT(cycle, run["trace"]["steps"].size());
  for (std::size_t i = cycle; i < run["trace"]["steps"].size(); ++i)
    EXPECT_EQ(run["trace"]["steps"][i]["task"], "server");
}

TEST_F(LeadsTo, BreaksWhereTheServerHasEnded) {
  const test::Ended ended = explore({"-DALWAYS=false"});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_NE(ended.output.find("Then no task can move."), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::cli
