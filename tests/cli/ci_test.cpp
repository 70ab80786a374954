// SPDX-License-Identifier: Apache-2.0
// What continuous integration reads: JSON by its schema, SARIF, the trailer of a commit message.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "lamp.h"
#include "process.h"
#include "schema.h"

namespace mc::cli {
namespace {

using test::Ended;

class Ci : public testing::Test {
 protected:
  void SetUp() override { directory.write("lamp.c", test::lamp); }

  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), MC_BINARY);
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
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
  EXPECT_EQ(mc({"prove", "lamp.c", "-DLIMIT=3", "--method", "learn", "--json", "proof.json"}).exit, 0);
  EXPECT_EQ(
      mc({"prove", "lamp.c", "-DLIMIT=3", "--method", "bmc", "--limit-steps", "2", "--json", "limited.json"})
          .exit,
      2);
  directory.write("limited.c", std::string("#define LIMIT 2\n") + test::lamp);
  directory.write("free.c", std::string("#define LIMIT 3\n") + test::lamp);
  EXPECT_EQ(mc({"compare", "limited.c", "free.c", "--json", "comparison.json"}).exit, 0);
  const std::vector<std::pair<std::string, std::string>> files{
      {"run.json", "holds.json"},   {"run.json", "violated.json"},  {"run.json", "incomplete.json"},
      {"proof.json", "proof.json"}, {"proof.json", "limited.json"}, {"comparison.json", "comparison.json"}};
  EXPECT_EQ(test::complaints(directory, files), std::vector<std::string>(files.size()));
}

TEST_F(Ci, the_schema_refuses_what_is_no_run) {
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--json", "run.json"}).exit, 1);
  const std::vector<std::pair<std::string, nlohmann::json>> changes{
      {"/a_new_key", 1},          {"/verdict", "PASS"},  // "HOLDS" has no trace
      {"/verdict", "HOLDS"},      {"/states", "many"},  {"/trace/steps/0/move/choices", 1},
      {"/trace/steps/0/line", -1}};
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto& [pointer, value] : changes) {
    nlohmann::json run = json("run.json");
    run[nlohmann::json::json_pointer(pointer)] = value;
    files.emplace_back("run.json", "changed" + std::to_string(files.size()) + ".json");
    directory.write(files.back().second, run.dump());
  }
  for (const char* schema : {"comparison.json", "proof.json"}) files.emplace_back(schema, "none.json");
  directory.write("none.json", R"({"before": {}})");
  const std::vector<std::string> told = test::complaints(directory, files);
  ASSERT_EQ(told.size(), files.size()) << told.front();
  for (std::size_t i = 0; i < told.size(); ++i)
    EXPECT_EQ(told[i].empty(), i == 0) << files[i].second << ": a new key may come, and nothing else";
}

TEST_F(Ci, sarif_names_file_and_line) {
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=2", "--sarif", "out.sarif"}).exit, 1);
  const nlohmann::json result = json("out.sarif")["runs"][0]["results"][0];
  EXPECT_EQ(result["ruleId"], "not_worn_out");
  const nlohmann::json place = result["locations"][0]["physicalLocation"];
  EXPECT_EQ(place["artifactLocation"]["uri"], "lamp.c");
  EXPECT_EQ(place["region"]["startLine"], 13);
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--sarif", "out.sarif"}).exit, 0);
  EXPECT_TRUE(json("out.sarif")["runs"][0]["results"].empty());
}

TEST_F(Ci, junit_has_a_case_a_property) {
  for (const std::string command : {"explore", "prove"}) {
    EXPECT_EQ(mc({command, "lamp.c", "-DLIMIT=2", "--junit", "out.xml"}).exit, 1);
    std::string xml = test::contents(directory / "out.xml");
    EXPECT_NE(xml.find("<testcase classname=\"lamp\" name=\"not_worn_out\""), std::string::npos) << xml;
    EXPECT_NE(xml.find("<failure message=\"VIOLATED, after "), std::string::npos) << xml;
    EXPECT_NE(xml.find("failures=\"1\""), std::string::npos) << xml;
    EXPECT_EQ(mc({command, "lamp.c", "-DLIMIT=3", "--junit", "out.xml"}).exit, 0);
    xml = test::contents(directory / "out.xml");
    EXPECT_NE(xml.find("failures=\"0\""), std::string::npos) << xml;
    EXPECT_NE(xml.find("HOLDS"), std::string::npos) << xml;
  }
  EXPECT_EQ(mc({"explore", "lamp.c", "-DLIMIT=3", "--limit-states", "2", "--junit", "out.xml"}).exit, 2);
  EXPECT_EQ(test::contents(directory / "out.xml").find("failures=\"0\""), std::string::npos);
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
  directory.write("elsewhere/lamp.c", std::string("/* a comment */\n") + test::lamp);
  EXPECT_EQ(digest({"elsewhere/lamp.c"}), plain);
  EXPECT_EQ(digest({"lamp.c", "--property", "not_worn_out"}), plain);
  EXPECT_NE(digest({"lamp.c", "--set", "presses=2"}), plain);
  std::string changed = test::lamp;
  changed.replace(changed.find("presses++"), 9, "presses += 1u");
  directory.write("other/lamp.c", changed);
  changed.replace(changed.find("+= 1u"), 5, "+= 2u");
  directory.write("more/lamp.c", changed);
  EXPECT_NE(digest({"more/lamp.c"}), digest({"other/lamp.c"}));
}

}  // namespace
}  // namespace mc::cli
