// SPDX-License-Identifier: Apache-2.0
// mc simulate as a script in a pipe, and as somebody at a terminal, meets it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/session.h"
#include "process.h"
#include "schema.h"
#include "study/verification.h"
#include "support/golden.h"

namespace mc::cli {
namespace {

using test::Ended;

constexpr const char* kLamp = R"(#include <mc.h>
MC_PARAM(PRESSES, 3, 1, 9);
static bool on;
static uint8_t presses;
MC_INVARIANT(not_worn_out) { return presses <= 2; }
MC_TASK(user, 2)
{
	while (presses < PRESSES) {
		on = mc_choose(2);
		presses++;
	}
}
)";

class Simulate : public testing::Test {
 protected:
  void SetUp() override { directory.write("lamp.c", kLamp); }

  /// `mc simulate lamp.c ARGUMENTS` with `script` as its input.
  Ended simulate(const std::string& script, const std::string& arguments = "") const {
    directory.write("script", script);
    return test::run({"sh", "-c", std::string(MC_BINARY) + " simulate lamp.c " + arguments + " < script"},
                     {.directory = directory.path(), .output = {}, .environment = {}});
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::Directory directory;
};

TEST_F(Simulate, takes_steps_and_takes_them_back) {
  const Ended ended = simulate("until on\nstate on\nundo 1\nstate on\n");
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  const std::size_t first = ended.output.find("  on  true\n"), second = ended.output.find("  on  false\n");
  EXPECT_LT(first, second) << ended.output;
  EXPECT_NE(second, std::string::npos) << ended.output;
}

TEST_F(Simulate, lists_what_steps_would_change) {
  const Ended ended = simulate("1\nlist\n");
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(has(ended.output, "on 0→1")) << ended.output;
  EXPECT_TRUE(has(ended.output, "user 0")) << ended.output;
  EXPECT_TRUE(has(ended.output, "user 1")) << ended.output;
}

TEST_F(Simulate, goes_to_where_a_condition_holds) {
  const Ended ended = simulate("until presses == 2 && on\nif presses == 2\nif !on\nuntil presses == 9\n");
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(has(ended.output, "> if presses == 2\nyes\n> if !on\nno\n")) << ended.output;
  EXPECT_TRUE(has(ended.output, "it never holds, whatever happens from here\n")) << ended.output;
}

TEST_F(Simulate, ends_with_1_where_a_property_breaks) {
  const Ended ended = simulate("until presses == 3 # worn out\n");
  EXPECT_EQ(ended.exit, 1) << ended.errors;
  EXPECT_TRUE(has(ended.output, "VIOLATED  not_worn_out, after ")) << ended.output;
}

TEST_F(Simulate, the_same_seed_the_same_walk) {
  const std::string script = "random 4\ntrace\n";
  const Ended one = simulate(script, "--seed 7");
  EXPECT_EQ(one.output, simulate(script, "--seed 7").output);
  std::set<std::string> walks;
  for (const char* seed : {"1", "2", "3", "4", "5"})
    walks.insert(simulate(script, std::string("--seed ") + seed).output);
  EXPECT_GT(walks.size(), 1u);
}

TEST_F(Simulate, a_walk_is_saved_and_loaded) {
  EXPECT_EQ(simulate("random 3\nsave walk.json\n").exit, 0);
  const nlohmann::json walk = nlohmann::json::parse(test::contents(directory / "walk.json"));
  EXPECT_EQ(test::complaints(directory, {{"walk.json", "walk.json"}}), std::vector<std::string>{""});
  EXPECT_EQ(walk["trace"]["steps"].size(), 3u);
  EXPECT_EQ(simulate("save again.json\n", "--load walk.json").exit, 0);
  EXPECT_EQ(test::contents(directory / "again.json"), test::contents(directory / "walk.json"));
  EXPECT_EQ(simulate("random 1\nload walk.json\nsave again.json\n").exit, 0);
  EXPECT_EQ(test::contents(directory / "again.json"), test::contents(directory / "walk.json"));
}

/// What mc explore finds is walked through here, and told in the same words; statement by statement, too.
TEST_F(Simulate, loads_what_explore_found) {
  const test::Setting here{.directory = directory.path(), .output = {}, .environment = {}};
  EXPECT_EQ(test::run({MC_BINARY, "explore", "lamp.c", "--json", "run.json"}, here).exit, 1);
  const Ended ended = simulate("save walk.json\n", "--load run.json");
  EXPECT_EQ(ended.exit, 1) << ended.errors;
  EXPECT_TRUE(has(ended.output, "VIOLATED  not_worn_out, after ")) << ended.output;
  EXPECT_EQ(nlohmann::json::parse(test::contents(directory / "run.json"))["trace"],
            nlohmann::json::parse(test::contents(directory / "walk.json"))["trace"]);
  EXPECT_EQ(simulate("", "--statements --load run.json").exit, 1);
}

TEST_F(Simulate, refuses_what_it_cannot_do) {
  const auto refusal = [&](const std::string& script, const std::string& arguments = "") {
    const Ended ended = simulate(script, arguments);
    EXPECT_EQ(ended.exit, 64) << script << ended.output;
    return ended.errors;
  };
  EXPECT_TRUE(has(refusal("list\nwalk\n"), "line 2: unknown command 'walk'"));
  EXPECT_TRUE(has(refusal("99\n"), "line 1: there is no step 99; write 1 to "));
  EXPECT_TRUE(has(refusal("undo\n"), "only 0 steps to take back"));
  EXPECT_TRUE(has(refusal("until off\n"), "no shared variable 'off'"));
  EXPECT_TRUE(has(refusal("save\n"), "name the file"));
  EXPECT_TRUE(has(refusal("load nothing.json\n"), "nothing.json: cannot be read"));
  directory.write("bad.json", "{");
  EXPECT_TRUE(has(refusal("", "--load bad.json"), "bad.json: no JSON"));
  directory.write("other.json", "{}");
  EXPECT_TRUE(has(refusal("", "--load other.json"), "other.json: no trace"));
  EXPECT_EQ(simulate("until presses == 2\nsave walk.json\n").exit, 0);
  EXPECT_TRUE(has(refusal("", "--load walk.json --set presses=1"), "cannot be taken in this model"));
}

/// What a reader at a terminal of 80 or 160 columns sees: tests/cli/golden/simulate-WIDTH.txt.
TEST_F(Simulate, text_in_80_and_160_columns) {
  const study::Subject subject = study::subject_of(std::vector<std::string>{directory / "lamp.c"});
  const Stage stage{.about = {}, .system = load(subject), .merged = load(subject)};
  for (const unsigned width : {80u, 160u}) {
    Session session(stage, 1, 1000, {.width = width});
    std::string text = session.listing();
    for (const char* line :
         {"1", "list", "until presses == 2 && on", "state", "undo", "until presses == 3", "trace", "help"})
      text += fmt::format("> {}\n{}", line, session.perform(line));
    EXPECT_EQ(text, test::golden(fmt::format("cli/golden/simulate-{}", width), text));
  }
}

TEST_F(Simulate, at_a_terminal) {
  if (!test::terminal_available()) GTEST_SKIP() << "no pseudo-terminal here";
  const Ended ended = test::run_on_terminal({MC_BINARY, "simulate", "lamp.c", "--load", "nothing.json"},
                                            {.directory = directory.path(), .output = {}, .environment = {}});
  EXPECT_EQ(ended.exit, 64) << ended.output;
}

}  // namespace
}  // namespace mc::cli
