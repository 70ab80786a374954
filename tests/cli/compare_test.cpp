// SPDX-License-Identifier: Apache-2.0
// mc compare as a user meets it.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

/// Two users of a lamp; the second variant has them ask for the switch.
constexpr const char* kLamp = R"(#include <mc.h>
static bool on, asked;
static uint8_t presses;
MC_INVARIANT(pressed_once) { return presses <= 1; }
MC_INVARIANT(stays_off) { return !on; }
MC_COVER(was_on) { return on; }
MC_TASK(user, 2)
{
#ifdef ASK
	mc_atomic {
		mc_await(!asked);
		asked = true;
	}
#endif
	if (!on) {
		on = true;
		presses++;
	}
#ifdef ASK
	asked = false;
#endif
}
)";

class CompareCommand : public testing::Test {
 protected:
  void SetUp() override {
    directory.write("before.c", kLamp);
    directory.write("after.c", std::string("#define ASK\n") + kLamp);
  }
  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MC_BINARY, "compare"});
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  nlohmann::json compared(std::vector<std::string> arguments, int exit) const {
    arguments.insert(arguments.end(), {"--json", "out.json"});
    const Ended ended = mc(std::move(arguments));
    EXPECT_EQ(ended.exit, exit) << ended.errors << ended.output;
    return nlohmann::json::parse(test::contents(directory / "out.json"));
  }
  static nlohmann::json named(const nlohmann::json& list, const std::string& name) {
    for (const nlohmann::json& each : list)
      if (each["name"] == name) return each;
    return {};
  }

  test::Directory directory;
};

TEST_F(CompareCommand, each_property_by_itself) {
  const nlohmann::json out = compared({"before.c", "after.c"}, 1);
  EXPECT_EQ(named(out["properties"], "pressed_once")["change"], "fixed");
  EXPECT_EQ(named(out["properties"], "stays_off")["change"], "still broken");
  EXPECT_EQ(named(out["properties"], "deadlock")["change"], "holds in both");
  EXPECT_EQ(named(out["covers"], "was_on")["after"], true);
  const nlohmann::json back = compared({"after.c", "before.c"}, 1);
  EXPECT_EQ(named(back["properties"], "pressed_once")["change"], "newly broken");
}

/// Both are let in before, and the second has to wait after.
TEST_F(CompareCommand, the_run_that_broke_it_meets_the_lock) {
  const nlohmann::json out = compared({"before.c", "after.c", "--property", "pressed_once"}, 0);
  ASSERT_EQ(out["runs"].size(), 1u);
  EXPECT_EQ(out["runs"][0]["arrives"], false);
  EXPECT_EQ(out["runs"][0]["partings"].front()["kind"], "detour");
  EXPECT_EQ(out["runs"][0]["partings"].back()["kind"], "waits");
}

TEST_F(CompareCommand, a_run_of_the_second_through_the_first) {
  const Ended ended = mc({"after.c", "before.c", "--property", "pressed_once", "--html", "page.html"});
  EXPECT_EQ(ended.exit, 1) << ended.errors;
  const std::string page = test::contents(directory / "page.html");
  EXPECT_NE(page.find("<h1>after → before: 1 newly broken, 1 holds in both</h1>"), std::string::npos);
  EXPECT_NE(page.find("<td class=\"bad\">newly broken</td>"), std::string::npos);
  EXPECT_NE(page.find("#define ASK"), std::string::npos) << "the source of the run";
  EXPECT_NE(ended.output.find("1 newly broken, 1 holds in both\n"), std::string::npos) << ended.output;
}

TEST_F(CompareCommand, a_variant_with_itself) {
  const nlohmann::json out = compared({"before.c", "before.c"}, 1);
  for (const nlohmann::json& run : out["runs"]) {
    EXPECT_EQ(run["arrives"], true);
    EXPECT_TRUE(run["partings"].empty());
  }
  EXPECT_EQ(out["runs"].size(), 2u);
}

TEST_F(CompareCommand, a_limit_is_no_pass) {
  const nlohmann::json out =
      compared({"before.c", "after.c", "--property", "pressed_once", "--limit-states", "2"}, 2);
  EXPECT_EQ(named(out["properties"], "pressed_once")["change"], "undecided");
}

TEST_F(CompareCommand, what_neither_has) {
  const Ended ended = mc({"before.c", "after.c", "--property", "pressed_onc"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_NE(ended.errors.find("did you mean 'pressed_once'?"), std::string::npos) << ended.errors;
  EXPECT_EQ(mc({"before.c", "aftr.c"}).exit, 64);
}

/// What the fix does to the run of the report: it unmaps, and the next access faults.
TEST(CompareCommandVariants, the_fix_unmaps) {
  const Ended ended = test::run({MC_BINARY, "compare", "unpatched", "patched"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_NE(ended.output.find("zap_pte ← unmap_mapping_page "), std::string::npos) << ended.output;
  EXPECT_NE(ended.output.find("1 fixed, 1 holds in both\n"), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::cli
