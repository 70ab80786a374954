// What continuous integration reads: JSON by its schema, SARIF, the trailer of a commit message.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

constexpr const char* kLamp = R"(#include <mc.h>
MC_PARAM(PRESSES, 3, 1, 9);
static bool on;
static uint8_t presses;
MC_INVARIANT(not_worn_out) { return presses <= LIMIT; }
MC_COVER(was_on) { return on; }
MC_TASK(user, 1)
{
	while (presses < PRESSES) {
		on = !on;
		presses++;
	}
}
)";

class Ci : public testing::Test {
 protected:
  void SetUp() override { directory.write("lamp.c", kLamp); }

  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }

  /// What the validator has to say about `file`; empty if it follows the schema.
  std::string complaint(const std::string& schema, const std::string& file) const {
    const std::string script =
        "import json, sys, jsonschema\n"
        "schema = json.load(open(sys.argv[1]))\n"
        "jsonschema.Draft202012Validator.check_schema(schema)\n"
        "for e in jsonschema.Draft202012Validator(schema).iter_errors(json.load(open(sys.argv[2]))):\n"
        "    print(list(e.path), e.message)\n";
    const Ended ended = test::run({"python3", "-c", script, MC_SOURCE_DIR "/checker/report/schema/" + schema,
                                   (directory / file).string()});
    return ended.output + ended.errors;
  }

  nlohmann::json json(const std::string& file) const {
    return nlohmann::json::parse(test::contents(directory / file));
  }

  test::Directory directory;
};

TEST_F(Ci, json_follows_its_schema) {
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--json", "holds.json"}).exit, 0);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--json", "violated.json"}).exit, 1);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--limit-states", "2", "--json", "incomplete.json"}).exit,
            2);
  for (const char* file : {"holds.json", "violated.json", "incomplete.json"})
    EXPECT_EQ(complaint("run.json", file), "") << file;
}

TEST_F(Ci, the_schema_refuses_what_is_no_run) {
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--json", "run.json"}).exit, 1);
  const auto refused = [&](const std::string& pointer, const nlohmann::json& value) {
    nlohmann::json run = json("run.json");
    run[nlohmann::json::json_pointer(pointer)] = value;
    directory.write("changed.json", run.dump());
    return !complaint("run.json", "changed.json").empty();
  };
  EXPECT_FALSE(refused("/a_new_key", 1));
  EXPECT_TRUE(refused("/verdict", "PASS"));
  EXPECT_TRUE(refused("/verdict", "HOLDS"));  // with a trace
  EXPECT_TRUE(refused("/states", "many"));
  EXPECT_TRUE(refused("/trace/steps/0/move/choices", 1));
  EXPECT_TRUE(refused("/trace/steps/0/line", -1));
}

TEST_F(Ci, a_comparison_follows_its_schema) {
  directory.write("limited.c", std::string("#define LIMIT 2\n") + kLamp);
  directory.write("free.c", std::string("#define LIMIT 3\n") + kLamp);
  EXPECT_EQ(mc({"compare", "limited.c", "free.c", "--json", "out.json"}).exit, 0);
  EXPECT_EQ(complaint("comparison.json", "out.json"), "");
  directory.write("changed.json", R"({"before": {}})");
  EXPECT_NE(complaint("comparison.json", "changed.json"), "");
}

TEST_F(Ci, sarif_names_file_and_line) {
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--sarif", "out.sarif"}).exit, 1);
  const nlohmann::json result = json("out.sarif")["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], "not_worn_out");
  const nlohmann::json place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "lamp.c");
  EXPECT_EQ(place["region"]["startLine"], 11);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--sarif", "out.sarif"}).exit, 0);
  EXPECT_TRUE(json("out.sarif")["runs"][0]["results"].empty());
}

TEST_F(Ci, the_trailer_is_one_line_that_git_takes) {
  const Ended ended = mc({"explore", "lamp.c", "-DLIMIT=3", "--trailer"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(ended.output.starts_with("Model-checked: lamp model=")) << ended.output;
  EXPECT_EQ(ended.output.find('\n'), ended.output.size() - 1);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--trailer", "--threads", "1"}).output, ended.output);
  directory.write("message", "lamp: press it less\n\nIt wears out.\n\n" + ended.output);
  const Ended git = test::run({"git", "interpret-trailers", "--parse", (directory / "message").string()});
  EXPECT_EQ(git.output, ended.output) << git.errors;
}

/// The digest is of what the model does: not of comments, layout and place, but of code and bounds.
TEST_F(Ci, the_trailer_names_the_model) {
  const auto digest = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "explore");
    arguments.insert(arguments.end(), {"-DLIMIT=3", "--trailer"});
    const std::string line = mc(arguments).output;
    const std::size_t at = line.find("model=");
    return line.substr(at, line.find(' ', at) - at);
  };
  const std::string plain = digest({"lamp.c"});
  directory.write("elsewhere/lamp.c", std::string("/* a comment */\n") + kLamp);
  EXPECT_EQ(digest({"elsewhere/lamp.c"}), plain);
  EXPECT_EQ(digest({"lamp.c", "--property", "not_worn_out"}), plain);
  EXPECT_NE(digest({"lamp.c", "--set", "presses=2"}), plain);
  std::string changed = kLamp;
  changed.replace(changed.find("presses++"), 9, "presses += 1u");
  directory.write("other/lamp.c", changed);
  changed.replace(changed.find("+= 1u"), 5, "+= 2u");
  directory.write("more/lamp.c", changed);
  EXPECT_NE(digest({"more/lamp.c"}), digest({"other/lamp.c"}));
}

}  // namespace
}  // namespace mc::cli
