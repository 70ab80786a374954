// SPDX-License-Identifier: Apache-2.0
// The examples of model/RECORDINGS.md are what they are said to be.
#include <filesystem>
#include <regex>

#include "notebook.h"

namespace mc::test {
namespace {

/// The fenced blocks of a language, in order.
std::vector<std::string> fences(const std::string& language) {
  const std::string text = contents(MC_SOURCE_DIR "/model/RECORDINGS.md");
  std::vector<std::string> all;
  const std::string open = "\n```" + language + "\n";
  for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
    const std::size_t begin = at + open.size();
    all.push_back(text.substr(begin, text.find("\n```", begin) + 1 - begin));
  }
  return all;
}

/// The runs of the n-th example, each on the one line that it is in a file: there lines are broken for
/// readers.
std::string runs_of_example(std::size_t number) {
  return std::regex_replace(fences("jsonl").at(number), std::regex("\n +"), "");
}

class RecordingsPage : public testing::Test {
 protected:
  /// All runs of the n-th example agree with this model.
  void expect_agreement(const study::Model& model, std::size_t number) {
    const conform::Images images(scratch_.write("images.json", fences("json").at(0)));
    study::Machines machines(model);
    for (const conform::Run& run :
         conform::read_runs(scratch_.write("runs.jsonl", runs_of_example(number)))) {
      const conform::Plan plan = conform::plan(run, images, model.conform->rules);
      const Verdict found = conform::match(machines.machine(run.build, plan.settings), run, plan);
      EXPECT_EQ(found.kind, Kind::agrees) << report::text({&run, found, 0}, {});
    }
  }

  Directory scratch_;
};

TEST_F(RecordingsPage, has_runs_that_agree_with_the_model_of_ext4) {
  const study::Registry registry(MC_SOURCE_DIR "/model");
  const study::Model& model = *registry.find("ext4-writeback/patched").model;
  expect_agreement(model, 0);
  expect_agreement(model, 1);
}

TEST_F(RecordingsPage, has_a_model_that_explains_its_run) {
  scratch_.write("models/page/recorded.c", fences("c").at(1));
  scratch_.write("models/page/model.toml", "name = 'page'\nsources = ['recorded.c']\n" +
                                               fences("toml").at(0) + "[[variant]]\nname = 'only'\n");
  const study::Registry registry(scratch_ / "models");
  expect_agreement(registry.models().front(), 2);
}

TEST_F(RecordingsPage, has_a_recorder_that_records) {
  const std::string source = scratch_.write("recorder.c", fences("c").at(0));
  const std::string recorder = scratch_ / "recorder", file = scratch_.write("f", std::string(8192, '\0'));
  const Ended compiled = run({"cc", "-Wall", "-Wextra", "-Werror", "-o", recorder, source});
  ASSERT_EQ(compiled.exit, 0) << compiled.errors;
  const std::string calls = scratch_.write("calls",
                                           "open\nmmap 2\nstore 0\nlook 0\nlook 1\npwrite 4096 10\n"
                                           "ftruncate 4096\nload 4096\nfsync\n");
  const Ended ended = run({"sh", "-c", recorder + " own 6.1 only good " + file + " < " + calls});
  ASSERT_EQ(ended.exit, 0) << ended.errors;
  const auto runs = conform::read_runs(scratch_.write("runs.jsonl", ended.output));
  ASSERT_EQ(runs.size(), 1u) << ended.output;
  const std::vector<conform::Event>& events = runs.front().events;
  ASSERT_EQ(events.size(), 7u) << ended.output;
  EXPECT_EQ(to_string(events[2]), "store offset=0 length=1");
  ASSERT_EQ(events[2].state.size(), 2u);
  EXPECT_EQ(events[2].state[1].seen["i_size"], 8192);
  EXPECT_EQ(events[3].result, 10);
  EXPECT_EQ(events[4].result, 0);
  EXPECT_EQ(events[5].result, "SIGBUS");
  EXPECT_EQ(events[6].result, 0);
}

}  // namespace
}  // namespace mc::test
