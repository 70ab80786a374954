// SPDX-License-Identifier: Apache-2.0
// Walkthrough: what model/README.md says of adding a patch, a field and a path is done in a copy, and run.
#include <gtest/gtest.h>

#include <sstream>

#include "process.h"

namespace mc::test {
namespace {

namespace fs = std::filesystem;

/// A block of the document between two fences: "diff" or "text", and what stands in it.
struct Block {
  std::string kind, text;
};

std::vector<Block> blocks_of(const std::string& chapter) {
  std::vector<Block> blocks;
  bool inside = false;
  std::istringstream stream(chapter);
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) blocks.push_back({line.substr(3), ""});
    } else if (inside) {
      blocks.back().text += line + "\n";
    }
  }
  return blocks;
}

std::string chapter(const std::string& title) {
  const std::string page = contents(MC_SOURCE_DIR "/model/README.md");
  const std::size_t begin = page.find("\n## " + title + "\n");
  if (begin == std::string::npos) throw std::runtime_error("model/README.md has no chapter " + title);
  return page.substr(begin, page.find("\n## ", begin + 1) - begin);
}

class Guide : public testing::Test {
 protected:
  Guide() {
    for (const char* folder : {"model", "properties"})
      fs::copy(fs::path(MC_SOURCE_DIR) / folder, directory_ / folder, fs::copy_options::recursive);
  }

  void apply(const std::string& diff) const {
    const std::string file = directory_.write("step.diff", diff);
    const Ended ended = run({"patch", "-p1", "-s", "-i", file},
                            {.directory = directory_.path(), .output = {}, .environment = {}});
    EXPECT_EQ(ended.exit, 0) << ended.output << ended.errors << diff;
  }

  /// `shown`: "$ mc …" and, in the next line, the verdict.
  void expect_verdict(const std::string& shown) const {
    std::istringstream lines(shown);
    std::string word, verdict;
    std::vector<std::string> command{MC_BINARY};
    std::string line;
    std::getline(lines, line);
    ASSERT_TRUE(line.starts_with("$ mc ")) << line;
    std::istringstream words(line.substr(5));
    while (words >> word) command.push_back(word);
    command.insert(command.end(), {"--models", "model"});
    std::getline(lines, verdict);
    const Ended ended = run(command, {.directory = directory_.path(), .output = {}, .environment = {}});
    EXPECT_EQ(ended.exit, verdict == "HOLDS" ? 0 : 1) << ended.output << ended.errors;
    EXPECT_NE(ended.output.find("\n" + verdict + "  "), std::string::npos) << ended.output << ended.errors;
  }

  Directory directory_;
};

TEST_F(Guide, its_steps_lead_where_it_says) {
  unsigned diffs = 0, runs = 0;
  for (const Block& block : blocks_of(chapter("To add a patch, a field, a path"))) {
    if (block.kind == "diff") {
      apply(block.text);
      ++diffs;
    } else {
      expect_verdict(block.text);
      ++runs;
    }
  }
  EXPECT_EQ(diffs, 6u);
  EXPECT_EQ(runs, 3u);
}

}  // namespace
}  // namespace mc::test
