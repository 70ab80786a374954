// SPDX-License-Identifier: Apache-2.0
// Reading recordings, and what they are refused for.
#include "conform/recording.h"

#include "notebook.h"

namespace mc::test {
namespace {

class Recording : public Notebook {
 protected:
  /// The message without the directory.
  std::string said(const std::string& events, const Json& changes = Json::object()) {
    return tail(refusal(run_of(events, changes)));
  }

  std::string said_of_text(const std::string& text) {
    try {
      conform::read_runs(directory.write("runs.jsonl", text));
    } catch (const conform::InputError& error) {
      return tail(error.what());
    }
    return "not refused";
  }

  static std::string tail(const std::string& message) {
    const std::size_t name = message.find("runs.jsonl");
    return name == std::string::npos ? message : message.substr(name);
  }
};

TEST_F(Recording, reads_every_key) {
  const std::string text = R"({"case":"c","kernel":"1.2","build":"b","image":"i","mount":"x,y=z","events":[
     {"task":"T","call":"open","path":"p","result":0},
     {"task":"U","process":"T","call":"store","offset":5,"wait":true,"stops_in":"f","warn":["a <- b","c"]},
     {"task":"V","call":"sync","result":null,"warn":null,"state":[{"task":"V","page":3,"folio":null}]}],
     "warn_mark_dirty":true,"warnings":2,"losses":1})";
  std::string line = text;
  std::erase(line, '\n');
  const auto runs = conform::read_runs(directory.write("runs.jsonl", "\n" + line + "\n\n" + line + "\n"));
  ASSERT_EQ(runs.size(), 2u);
  const conform::Run& run = runs.back();
  EXPECT_EQ(run.line, 4u);
  EXPECT_EQ(run.mount, (std::vector<std::string>{"x", "y=z"}));
  EXPECT_EQ(run.tasks, (std::vector<std::string>{"T", "U", "V"}));
  EXPECT_EQ(run.process_of, (std::vector<unsigned>{0, 0, 1}));
  EXPECT_EQ(run.warned, true);
  EXPECT_EQ(run.warnings, 2);
  EXPECT_EQ(run.totals, Json({{"losses", 1}}));
  ASSERT_EQ(run.events.size(), 3u);
  EXPECT_EQ(run.events[0].path, "p");
  EXPECT_EQ(run.events[0].warn, std::vector<std::vector<std::string>>{});
  EXPECT_EQ(run.events[1].members, Json({{"offset", 5}, {"wait", true}}));
  EXPECT_EQ(run.events[1].warn, (std::vector<std::vector<std::string>>{{"a", "b"}, {"c"}}));
  EXPECT_EQ(run.events[2].warn, std::nullopt);
  EXPECT_EQ(run.events[2].state.at(0).page, 3);
  EXPECT_EQ(to_string(run.events[1]), "store offset=5 wait=true up to f");
}

TEST_F(Recording, names_file_and_line_of_what_is_wrong) {
  EXPECT_EQ(said_of_text("\n{\"case\":\n"),
            "runs.jsonl:2: no JSON at byte 9: write one object a line, as model/RECORDINGS.md shows");
  EXPECT_EQ(said_of_text("[1]"), "runs.jsonl:1: write one JSON object a line, as model/RECORDINGS.md shows");
  EXPECT_EQ(said_of_text("\n"), "runs.jsonl: holds no run; write one JSON object a line");
  EXPECT_EQ(said_of_text("{}"), "runs.jsonl:1: the run has no 'case'");
  EXPECT_EQ(said("[]"), "runs.jsonl:1: 'events' must be an array of calls that is not empty");
  EXPECT_EQ(said("[7]"), "runs.jsonl:1: event 1: must be an object");
  EXPECT_EQ(said(R"([{"task":"A"}])"), "runs.jsonl:1: event 1: it has no 'call'");
  EXPECT_EQ(said(R"([{"task":"A","call":"a","result":"EIO"}])"),
            "runs.jsonl:1: event 1: 'result' must be a whole number, \"SIGBUS\" or null, not \"EIO\"");
  EXPECT_EQ(said(R"([{"task":"A","call":"a","offset":1.5}])"),
            "runs.jsonl:1: event 1: 'offset' must be a whole number, a string, true or false, not 1.5");
  EXPECT_EQ(said(R"([{"task":"A","call":"a","state":[{"task":"A"}]}])"),
            "runs.jsonl:1: event 1: an entry of 'state' has no 'page'");
  EXPECT_EQ(said(R"([{"task":"A","call":"a","warn":"x"}])"),
            "runs.jsonl:1: event 1: 'warn' must be an array of call chains, or null");
  EXPECT_EQ(said(R"([{"task":"A","call":"a"}])", {{"warnings", "no"}}),
            "runs.jsonl:1: 'warnings' must be a whole number, not \"no\"");
}

TEST_F(Recording, says_which_calls_do_not_fit_together) {
  EXPECT_EQ(said(R"([{"task":"A","call":"finish"}])"),
            "runs.jsonl:1: event 1: 'finish' of a task that no 'stops_in' left standing");
  EXPECT_EQ(said(R"([{"task":"A","call":"fsync","stops_in":"writeback"},{"task":"A","call":"fsync"}])"),
            "runs.jsonl:1: event 2: the task's last call is to 'finish' first");
  EXPECT_EQ(
      said(R"([{"task":"A","call":"fsync","stops_in":"writeback","result":0}])"),
      "runs.jsonl:1: event 1: a call that is left standing has no 'result' yet; give it with its 'finish'");
  EXPECT_EQ(
      said(R"([{"task":"A","call":"fsync"},{"task":"B","call":"fsync"},
                     {"task":"A","process":"B","call":"fsync"}])"),
      "runs.jsonl:1: event 3: task 'A' has an address space already; give 'process' with its first event");
}

TEST_F(Recording, wants_what_it_names_described) {
  const std::string open = R"([{"task":"A","call":"open","path":"g"}])";
  EXPECT_NE(said(open).find("images.json does not describe the file 'g'"), std::string::npos) << said(open);
  const std::string image = said(open, {{"image", "unknown"}});
  EXPECT_NE(image.find("images.json does not describe the image 'unknown'"), std::string::npos) << image;
  const std::string range = said(R"([{"task":"A","call":"make_bad_sectors","range":"3"}])");
  EXPECT_NE(range.find("images.json does not describe the bad_sectors '3'"), std::string::npos) << range;
}

}  // namespace
}  // namespace mc::test
