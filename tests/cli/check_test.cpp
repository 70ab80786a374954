// SPDX-License-Identifier: Apache-2.0
// mc check on models of its own.
#include <gtest/gtest.h>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

constexpr const char* kLamp = R"(#include <mc.h>
/* How often the switch is pressed. */
MC_PARAM(PRESSES, 2, 1, 9);
static uint8_t presses;
MC_INVARIANT(not_worn_out) { return presses <= LIMIT; }
MC_COVER(pressed_thrice) { return presses == 3; }
MC_TASK(user, 1)
{
	while (presses < PRESSES)
		presses++;
}
)";

class Check : public testing::Test {
 protected:
  Ended check(const std::string& expectations, std::vector<std::string> arguments = {}) const {
    directory.write("models/lamp/lamp.c", kLamp);
    directory.write(
        "models/lamp/model.toml",
        "name = 'lamp'\nsources = ['lamp.c']\n[[variant]]\nname = 'worn'\ndefines = ['LIMIT=3']\n" +
            expectations);
    const std::vector<std::string> command = {MC_BINARY, "check", "--models", "models"};
    arguments.insert(arguments.begin(), command.begin(), command.end());
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }

  static std::string expectation(const std::string& verdict, const std::string& rest = {}) {
    return "[[variant.expect]]\nproperty = 'not_worn_out'\nverdict = '" + verdict + "'\n" + rest + "\n";
  }

  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  test::Directory directory;
};

TEST_F(Check, passes_if_all_is_as_expected) {
  const Ended ended =
      check(expectation("HOLDS", "set = { presses = 3 }") + expectation("VIOLATED", "set = { presses = 4 }") +
                expectation("HOLDS", "unreached = ['pressed_thrice']"),
            {"--junit", "check.xml"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "3 expectations checked, 0 different, 0 incomplete")) << ended.output;
  const std::string junit = test::contents(directory / "check.xml");
  EXPECT_TRUE(has(junit, "tests=\"3\"")) << junit;
  EXPECT_FALSE(has(junit, "<failure")) << junit;
}

TEST_F(Check, fails_with_the_reason_if_one_differs) {
  const Ended ended = check(expectation("HOLDS", "set = { presses = 3 }") +
                                expectation("HOLDS", "set = { presses = 4 }\nwhy = 'three are enough'"),
                            {"--junit", "check.xml"});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "three are enough")) << ended.output;
  EXPECT_TRUE(has(ended.output, "2 expectations checked, 1 different")) << ended.output;
  EXPECT_TRUE(has(test::contents(directory / "check.xml"), "<failure"));
}

TEST_F(Check, fails_if_a_pass_is_vacuous) {
  const Ended ended = check(expectation("HOLDS"));
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "never reached: pressed_thrice")) << ended.output;
}

TEST_F(Check, is_incomplete_if_a_limit_is_hit) {
  const Ended ended = check(expectation("HOLDS", "set = { presses = 3 }"), {"--limit-states", "1"});
  EXPECT_EQ(ended.exit, 2) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "1 expectations checked, 0 different, 1 incomplete")) << ended.output;
}

TEST_F(Check, takes_a_model_that_is_refused_for_a_difference) {
  const Ended ended =
      check(expectation("HOLDS", "set = { pressures = 3 }") + expectation("HOLDS", "set = { presses = 3 }"));
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "pressures")) << ended.output;
  EXPECT_TRUE(has(ended.output, "2 expectations checked, 1 different")) << ended.output;
}

TEST_F(Check, looks_at_the_named_variants_only) {
  const Ended named = check(expectation("HOLDS", "set = { presses = 3 }"), {"worn"});
  EXPECT_EQ(named.exit, 0) << named.output << named.errors;
  const Ended unknown = check(expectation("HOLDS"), {"wron"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_TRUE(has(unknown.errors, "did you mean 'worn'?")) << unknown.errors;
}

TEST_F(Check, refuses_an_empty_set_of_expectations) {
  EXPECT_EQ(check("").exit, 64);
}

}  // namespace
}  // namespace mc::cli
