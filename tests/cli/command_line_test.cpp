// SPDX-License-Identifier: Apache-2.0
// The binary as a user meets it: verdicts, output, bad input, signals.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lamp.h"
#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

/// Endless, and with more states than any machine holds.
constexpr const char* kClocks = R"(#include <mc.h>
static uint32_t ticks[3];
MC_DAEMON(clock, 3) { for (;;) ticks[self]++; }
)";

class CommandLine : public testing::Test {
 protected:
  Ended mc(std::vector<std::string> arguments, const std::string& output = {}) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return test::run(arguments, {.directory = directory.path(), .output = output, .environment = {}});
  }

  /// Runs `mc explore model.c`; the complaint, which must be about `line` and must be all there is.
  std::string refusal(const std::string& model, unsigned line) const {
    directory.write("model.c", model);
    const Ended ended = mc({"explore", "model.c"});
    EXPECT_EQ(ended.exit, 64) << ended.output << ended.errors;
    EXPECT_EQ(ended.output, "");
    const std::string place = "model.c:" + std::to_string(line) + ":";
    EXPECT_NE(ended.errors.find(place), std::string::npos) << ended.errors;
    return ended.errors;
  }

  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  nlohmann::json json(const std::string& file) const {
    return nlohmann::json::parse(test::contents(directory / file));
  }

  test::Directory directory;
};

TEST_F(CommandLine, holds_is_0) {
  directory.write("lamp.c", test::lamp);
  const Ended ended = mc({"explore", "lamp.c", "-DLIMIT=3"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(has(ended.output, "HOLDS")) << ended.output;
  EXPECT_TRUE(has(ended.output, "not_worn_out")) << ended.output;
  EXPECT_TRUE(has(ended.output, "PRESSES")) << ended.output;
  EXPECT_EQ(ended.errors, "");
}

TEST_F(CommandLine, violated_is_1_with_a_trace) {
  directory.write("lamp.c", test::lamp);
  const Ended ended = mc({"explore", "-D", "LIMIT=2", "lamp.c"});
  EXPECT_EQ(ended.exit, 1) << ended.errors;
  EXPECT_TRUE(has(ended.output, "VIOLATED")) << ended.output;
  EXPECT_TRUE(has(ended.output, "presses++")) << ended.output;
  EXPECT_FALSE(has(ended.output, "HOLDS")) << ended.output;
}

TEST_F(CommandLine, full_unfolds_quiet_stretches) {
  directory.write("model.c", R"(#include <mc.h>
static bool on;
MC_INVARIANT(off) { return !on; }
MC_TASK(user, 1)
{
	int seen = 0;
	for (int i = 0; i < 4; i++)
		seen += on;
	on = true;
}
)");
  const auto steps = [&](std::vector<std::string> arguments) {
    const bool folds = arguments.empty();
    arguments.insert(arguments.begin(),
                     {"explore", "model.c", "--no-por", "--no-slicing", "--no-dead-variables"});
    const std::string output = mc(arguments).output;
    EXPECT_TRUE(has(output, "A shortest run to the violation")) << output;
    EXPECT_EQ(has(output, "folded, --full shows them"), folds) << output;
    return std::ranges::count(output.substr(0, output.find("cut here")), '\n');
  };
  EXPECT_GT(steps({"--full"}), steps({}));
}

TEST_F(CommandLine, html_is_one_page_of_a_violation_or_a_pass) {
  directory.write("lamp.c", test::lamp);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--html", "broken.html"}).exit, 1);
  const std::string broken = test::contents(directory / "broken.html");
  EXPECT_TRUE(has(broken, "<h1><span class=\"verdict VIOLATED\">VIOLATED</span> not_worn_out, after"));
  EXPECT_TRUE(has(broken, "MC_PARAM(PRESSES, 3, 1, 9);")) << "the model's source";
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--html", "passed.html"}).exit, 0);
  const std::string passed = test::contents(directory / "passed.html");
  EXPECT_TRUE(has(passed, "<td><code>was_on</code></td><td><a href=\"#w0\">reached after")) << passed;
  EXPECT_TRUE(has(passed, "Growth of the search") && has(passed, "Statements never executed"));
  for (const std::string& page : {broken, passed})
    EXPECT_TRUE(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
  const std::string missing = "missing/page.html";
  EXPECT_TRUE(
      has(mc({"explore", "lamp.c", "-DLIMIT=3", "--html", missing}).errors, "cannot write " + missing));
}

TEST_F(CommandLine, every_limit_is_incomplete_and_2) {
  directory.write("clocks.c", kClocks);
  for (const auto& [option, value] : std::vector<std::pair<std::string, std::string>>{
           {"--limit-states", "10k"}, {"--limit-time", "0.2s"}, {"--limit-memory", "30M"}}) {
    const Ended ended = mc({"explore", "clocks.c", "--no-slicing", option, value});
    EXPECT_EQ(ended.exit, 2) << option << ended.output << ended.errors;
    EXPECT_TRUE(has(ended.output, "INCOMPLETE")) << ended.output;
    EXPECT_FALSE(has(ended.output, "HOLDS")) << ended.output;
  }
}

TEST_F(CommandLine, bad_numbers_are_usage_errors) {
  directory.write("lamp.c", test::lamp);
  for (const char* option : {"--limit-states=-1", "--limit-states=many", "--limit-time=-1s",
                             "--limit-time=5x", "--limit-memory=2Q", "--threads=-1", "--threads=many",
                             "--processes=two", "--set=ticks", "--set==3", "--set=n=", "--set=n=3x"}) {
    const Ended ended = mc({"explore", "lamp.c", "-DLIMIT=3", option});
    EXPECT_EQ(ended.exit, 64) << option;
    EXPECT_TRUE(has(ended.errors, "mc: ")) << option << ended.errors;
    EXPECT_EQ(ended.output, "") << option;
  }
}

TEST_F(CommandLine, settings_change_bounds_in_any_case) {
  directory.write("lamp.c", test::lamp);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--set", "presses=3"}).exit, 0);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--set", "PRESSES=4"}).exit, 1);
}

TEST_F(CommandLine, unknown_and_excessive_settings_are_refused) {
  directory.write("lamp.c", test::lamp);
  const Ended unknown = mc({"explore", "lamp.c", "-DLIMIT=3", "--set", "presess=3"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_TRUE(has(unknown.errors, "presess")) << unknown.errors;
  EXPECT_TRUE(has(unknown.errors, "presses")) << unknown.errors;
  const Ended excessive = mc({"explore", "lamp.c", "-DLIMIT=3", "--set", "presses=10"});
  EXPECT_EQ(excessive.exit, 64);
  EXPECT_TRUE(has(excessive.errors, "1")) << excessive.errors;
  EXPECT_TRUE(has(excessive.errors, "9")) << excessive.errors;
}

TEST_F(CommandLine, only_the_named_property_is_judged) {
  directory.write("two.c", R"(#include <mc.h>
static bool on;
MC_INVARIANT(never_on) { return !on; }
MC_INVARIANT(on_or_off) { return on || !on; }
MC_TASK(user, 1) { on = true; }
)");
  EXPECT_EQ(mc({"explore", "two.c"}).exit, 1);
  EXPECT_EQ(mc({"explore", "two.c", "--property", "on_or_off"}).exit, 0);
  EXPECT_EQ(mc({"explore", "two.c", "--property", "on_or_off", "--property", "never_on"}).exit, 1);
  const Ended unknown = mc({"explore", "two.c", "--property", "never_no"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_TRUE(has(unknown.errors, "did you mean 'never_on'?")) << unknown.errors;
}

TEST_F(CommandLine, writes_json_of_a_pass) {
  directory.write("lamp.c", test::lamp);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--json", "run.json", "--threads", "2"}).exit, 0);
  const nlohmann::json run = json("run.json");
  EXPECT_EQ(run.at("verdict"), "HOLDS");
  EXPECT_EQ(run.at("model"), "lamp");
  EXPECT_EQ(run.at("parameters").at("PRESSES"), 3);
  EXPECT_EQ(run.at("threads"), 2);
  EXPECT_EQ(run.at("covers").at("was_on"), true);
  EXPECT_FALSE(run.contains("trace"));
  for (const char* number : {"states", "transitions", "depth", "seconds", "bytes_per_state", "peak_bytes"}) {
    EXPECT_TRUE(run.at(number).is_number()) << number;
  }
  // User at the head of the loop with 0 to 3 presses, or between its two statements; and finished.
  EXPECT_GE(run.at("states"), 7);
}

TEST_F(CommandLine, writes_json_of_a_violation) {
  directory.write("lamp.c", test::lamp);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--json=run.json", "--quiet"}).exit, 1);
  const nlohmann::json run = json("run.json");
  EXPECT_EQ(run.at("verdict"), "VIOLATED");
  EXPECT_EQ(run.at("trace").at("property"), "not_worn_out");
  EXPECT_EQ(run.at("trace").at("steps").back().at("task"), "user");
  EXPECT_EQ(directory.entries(), (std::vector<std::string>{"lamp.c", "run.json"}));
}

TEST_F(CommandLine, reports_a_full_disk) {
  directory.write("lamp.c", test::lamp);
  const Ended file = mc({"explore", "lamp.c", "-DLIMIT=3", "--json", "/dev/full"});
  EXPECT_EQ(file.exit, 64);
  EXPECT_TRUE(has(file.errors, "cannot write /dev/full: No space left")) << file.errors;
  const Ended output = mc({"explore", "lamp.c", "-DLIMIT=3"}, "/dev/full");
  EXPECT_EQ(output.exit, 64);
  EXPECT_TRUE(has(output.errors, "cannot write standard output")) << output.errors;
  EXPECT_EQ(mc({"models"}, "/dev/full").exit, 64);
}

TEST_F(CommandLine, refuses_an_unwritable_file_before_it_searches) {
  directory.write("clocks.c", kClocks);
  const Ended ended = mc({"explore", "clocks.c", "--json", "missing/run.json"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_EQ(ended.output, "");
  EXPECT_TRUE(has(ended.errors, "cannot write missing/run.json: No such file")) << ended.errors;
}

TEST_F(CommandLine, quiet_prints_the_verdict_only) {
  directory.write("lamp.c", test::lamp);
  const Ended ended = mc({"explore", "lamp.c", "-DLIMIT=2", "--quiet"});
  EXPECT_EQ(ended.output.rfind("VIOLATED", 0), 0u) << ended.output;
  EXPECT_FALSE(has(ended.output, "presses++")) << ended.output;
  EXPECT_EQ(ended.errors, "");
}

TEST_F(CommandLine, shows_progress_on_a_terminal_only) {
  if (!test::terminal_available()) GTEST_SKIP() << "no pseudo-terminal: mount /dev/pts to run this test";
  directory.write("clocks.c", kClocks);
  const std::vector<std::string> command = {MC_BINARY,      "explore",        "clocks.c",
                                            "--no-slicing", "--limit-states", "3M"};
  const test::Setting setting{.directory = directory.path(), .output = {}, .environment = {}};
  const Ended terminal = test::run_on_terminal(command, setting);
  EXPECT_EQ(terminal.exit, 2) << terminal.output;
  EXPECT_TRUE(has(terminal.output, "\r\033[K")) << terminal.output;
  EXPECT_TRUE(has(terminal.output, "frontier")) << terminal.output;
  const Ended pipe = test::run(command, setting);
  EXPECT_EQ(pipe.exit, 2);
  EXPECT_EQ(pipe.errors, "");
  EXPECT_FALSE(has(pipe.output, "\033")) << pipe.output;
  EXPECT_FALSE(has(pipe.output, "\r")) << pipe.output;
}

TEST_F(CommandLine, an_interrupt_is_incomplete_with_everything_written) {
  directory.write("clocks.c", kClocks);
  test::Process process({MC_BINARY, "explore", "clocks.c", "--no-slicing", "--json", "run.json"},
                        {.directory = directory.path(), .output = {}, .environment = {}});
  ASSERT_TRUE(process.wait_for("clocks"));  // the heading
  process.send(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit, 2) << ended.errors;
  EXPECT_TRUE(has(ended.output, "INCOMPLETE")) << ended.output;
  EXPECT_EQ(json("run.json").at("verdict"), "INCOMPLETE");
  EXPECT_EQ(directory.entries(), (std::vector<std::string>{"clocks.c", "run.json"}));
}

TEST_F(CommandLine, wants_one_thing_to_check) {
  directory.write("lamp.c", test::lamp);
  EXPECT_EQ(mc({"explore"}).exit, 64);
  EXPECT_EQ(mc({"explore", "lamp.c", "--model", "patched"}).exit, 64);
  EXPECT_EQ(mc({}).exit, 64);
  EXPECT_EQ(mc({"explode"}).exit, 64);
  EXPECT_EQ(mc({"explore", "lamp.c", "--nonsense"}).exit, 64);
  const Ended missing = mc({"explore", "lmap.c"});
  EXPECT_EQ(missing.exit, 64);
  EXPECT_TRUE(has(missing.errors, "lmap.c: no such file")) << missing.errors;
  EXPECT_EQ(mc({"explore", "."}).exit, 64);
}

TEST_F(CommandLine, refuses_bad_models_with_their_place) {
  EXPECT_TRUE(has(refusal("#include <mc.h>\nMC_TASK(t, 1) {\n\tint x = ;\n}\n", 3), "expected expression"));
  EXPECT_TRUE(has(refusal("#include <mc.h>\nstatic bool on;\nMC_INVARIANT(p) { return no; }\n"
                          "MC_TASK(t, 1) { on = true; }\n",
                          3),
                  "'no'"));
  EXPECT_TRUE(has(refusal("#include <mc.h>\nstatic bool on;\nstatic void f(void) { on = true; f(); }\n"
                          "MC_TASK(t, 1) { f(); }\n",
                          3),
                  "recurs"));
  EXPECT_TRUE(has(refusal("#include <mc.h>\nstatic uint8_t n;\nMC_ATOMIC static void f(void)\n{\n"
                          "\twhile (n < 3)\n\t\tn = n ^ 1;\n}\nMC_TASK(t, 1) { f(); }\n",
                          5),
                  "loop"));
  EXPECT_TRUE(has(refusal("#include <mc.h>\nstatic bool on;\nMC_TASK(t, 1)\n{\n\tfloat x = 1.5f;\n"
                          "\ton = x > 1;\n}\n",
                          5),
                  "float"));
  EXPECT_TRUE(has(refusal("#include \"nowhere.h\"\n", 1), "nowhere.h"));
}

TEST_F(CommandLine, knows_its_models) {
  const Ended models = mc({"models"});
  EXPECT_EQ(models.exit, 0) << models.errors;
  for (const char* variant : {"unpatched", "patched", "recheck"}) EXPECT_TRUE(has(models.output, variant));
  const Ended unknown = mc({"explore", "--model", "unpached"});
  EXPECT_EQ(unknown.exit, 64);
  EXPECT_TRUE(has(unknown.errors, "did you mean 'unpatched'?")) << unknown.errors;
  const Ended elsewhere = mc({"explore", "--model", "patched", "--models", "."});
  EXPECT_EQ(elsewhere.exit, 64);
  EXPECT_TRUE(has(elsewhere.errors, "--models")) << elsewhere.errors;
}

TEST_F(CommandLine, lists_properties_with_their_help) {
  directory.write("lamp.c", test::lamp);
  const Ended ended = mc({"properties", "lamp.c", "-DLIMIT=3"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(has(ended.output, "not_worn_out")) << ended.output;
  EXPECT_TRUE(has(ended.output, "The switch works as long as it is not worn out.")) << ended.output;
  EXPECT_TRUE(has(ended.output, "was_on")) << ended.output;
}

TEST_F(CommandLine, explains_itself) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"--help"}, {"explore", "--help"}, {"check", "-h"}, {"--version"}}) {
    const Ended ended = mc(arguments);
    EXPECT_EQ(ended.exit, 0) << ended.errors;
    EXPECT_NE(ended.output, "");
    EXPECT_EQ(ended.errors, "");
  }
  for (const char* command : {"explore", "check", "models", "properties"}) {
    EXPECT_TRUE(has(mc({"--help"}).output, command)) << command;
  }
}

}  // namespace
}  // namespace mc::cli
