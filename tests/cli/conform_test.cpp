// SPDX-License-Identifier: Apache-2.0
// mc conform on the suite's own model and recordings.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "process.h"
#include "schema.h"

namespace mc::cli {
namespace {

using test::Ended;

const std::string kTests = MC_SOURCE_DIR "/tests/conform";

class Conform : public testing::Test {
 protected:
  Ended conform(std::vector<std::string> arguments) const {
    const std::vector<std::string> command = {MC_BINARY,          "conform",  "--models",
                                              kTests + "/models", "--images", kTests + "/runs/images.json"};
    arguments.insert(arguments.begin(), command.begin(), command.end());
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }

  /// The own runs, with `text` replaced in the first line that has it.
  std::string changed(const std::string& text, const std::string& replacement) const {
    std::string runs = test::contents(kRuns);
    return directory.write("runs.jsonl", runs.replace(runs.find(text), text.size(), replacement));
  }

  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }

  const std::string kRuns = kTests + "/runs/notebook.jsonl";
  test::Directory directory;
};

TEST_F(Conform, passes_if_all_runs_agree) {
  const Ended ended = conform({kRuns, "--verbose"});
  EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "agrees  end-of-file 1.2 fixed")) << ended.output;
  EXPECT_FALSE(has(conform({kRuns}).output, "agrees"));
}

TEST_F(Conform, fails_if_one_disagrees_and_says_where) {
  const Ended ended = conform({changed("\"i_size\":8192", "\"i_size\":8191")});
  EXPECT_EQ(ended.exit, 1) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output,
                  "DISAGREES  written 1.1 broken  call 2, A: store offset=0: no execution matches  "
                  "(runs.jsonl:1)\n    observed   A page 0: i_size 8191\n"
                  "    the model  A page 0: i_size 8192\n"))
      << ended.output;
}

TEST_F(Conform, is_not_satisfied_with_what_is_not_modelled) {
  const std::string runs = changed("\"call\":\"fsync\",\"result\":0", "\"call\":\"mknod\"");
  const Ended ended = conform({runs});
  EXPECT_EQ(ended.exit, 2) << ended.output << ended.errors;
  EXPECT_TRUE(has(ended.output, "not modelled: mknod (1 run)\n")) << ended.output;
  EXPECT_TRUE(has(conform({runs, "--verbose"}).output, "not modelled  written 1.1 broken  mknod"))
      << ended.output;
}

TEST_F(Conform, selects_runs) {
  const auto runs = [&](std::vector<std::string> options) {
    options.insert(options.end(), {kRuns, "--json", "runs.json"});
    EXPECT_EQ(conform(options).exit, 0);
    return nlohmann::json::parse(test::contents(directory / "runs.json"))["agree"].get<int>();
  };
  EXPECT_EQ(runs({}), 4);
  EXPECT_EQ(runs({"--case", "lost"}), 2);
  EXPECT_EQ(runs({"--case", "l*", "--build", "fixed"}), 1);
  EXPECT_EQ(runs({"--kernel", "1"}), 4);
  EXPECT_EQ(runs({"--kernel", "1.2"}), 1);
  const Ended none = conform({kRuns, "--case", "nothing"});
  EXPECT_EQ(none.exit, 2);
  EXPECT_EQ(none.output, "no run is selected\n");
}

TEST_F(Conform, writes_json) {
  EXPECT_EQ(conform({changed("\"losses\":0", "\"losses\":3"), "--json", "runs.json"}).exit, 1);
  const auto json = nlohmann::json::parse(test::contents(directory / "runs.json"));
  EXPECT_EQ(json["disagree"], 1);
  const auto& run = json["runs"][0];
  EXPECT_EQ(run["case"], "written");
  EXPECT_EQ(run["verdict"], "DISAGREES");
  EXPECT_EQ(run["event"], 4);
  EXPECT_EQ(run["call"], "at the end");
  EXPECT_EQ(run["alternatives"], nlohmann::json::parse(R"([[{"what":"losses","observed":3,"model":0}]])"));
  EXPECT_EQ(json["runs"].size(), 4u);
  EXPECT_EQ(test::complaints(directory, {{"conformance.json", "runs.json"}}), std::vector<std::string>{""});
}

TEST_F(Conform, refuses_what_it_cannot_read) {
  const Ended broken = conform({changed("{\"case\":\"lost\"", "{\"case\":lost")});
  EXPECT_EQ(broken.exit, 64);
  EXPECT_TRUE(has(broken.errors, "runs.jsonl:2: no JSON at byte")) << broken.errors;
  EXPECT_EQ(broken.output, "");
  EXPECT_EQ(conform({"nowhere.jsonl"}).exit, 64);
  EXPECT_EQ(conform({kRuns, "--model", "diary"}).errors, "mc: name one model with --model: notebook\n");
  EXPECT_EQ(conform({kRuns, "--json", "no/such/folder"}).exit, 64);
}

TEST_F(Conform, refuses_rules_that_the_model_does_not_bear_out) {
  std::filesystem::copy(kTests + "/models", directory / "own", std::filesystem::copy_options::recursive);
  std::string toml = test::contents(directory / "own/notebook/model.toml");
  directory.write("own/notebook/model.toml", toml.replace(toml.find("never_two_users"), 15, "never_three"));
  const Ended ended = test::run({MC_BINARY, "conform", kRuns, "--models", (directory / "own").string(),
                                 "--images", kTests + "/runs/images.json"});
  EXPECT_EQ(ended.exit, 64);
  EXPECT_TRUE(has(ended.errors, "[conform] names 'never_three', which is no check of the model notebook"))
      << ended.errors;
}

TEST_F(Conform, says_how_far_it_got_when_interrupted) {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += test::contents(kRuns);
  test::Process process({MC_BINARY, "conform", directory.write("many.jsonl", many), "--verbose", "--models",
                         kTests + "/models", "--images", kTests + "/runs/images.json"});
  ASSERT_TRUE(process.wait_for("agrees"));
  process.send(SIGINT);
  const Ended ended = process.wait();
  EXPECT_EQ(ended.exit, 2) << ended.errors;
  EXPECT_TRUE(has(ended.output, "INCOMPLETE: interrupted, "))
      << ended.output.substr(ended.output.size() - 200);
}

}  // namespace
}  // namespace mc::cli
