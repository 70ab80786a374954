// What README.md shows of mc is what mc prints: every ```console block is run. A line "…" stands for lines
// left out, and so does the end of a block.
#include <gtest/gtest.h>

#include <sstream>

#include "process.h"

namespace mc::test {
namespace {

struct Session {
  std::vector<std::string> arguments;
  std::vector<std::string> lines;
};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Session> sessions(const std::string& document) {
  const std::string prompt = "$ ./mc ";
  std::vector<Session> all;
  bool inside = false;
  for (const std::string& line : lines_of(document)) {
    if (line.starts_with("```")) {
      inside = line == "```console";
    } else if (inside && line.starts_with(prompt)) {
      std::istringstream words(line.substr(prompt.size()));
      all.emplace_back();
      for (std::string word; words >> word;) all.back().arguments.push_back(word);
    } else if (inside) {
      all.back().lines.push_back(line);
    }
  }
  return all;
}

/// The first line of the document that is not where it should be in the output; empty if there is none.
std::string first_difference(const Session& session, const std::vector<std::string>& output) {
  std::size_t at = 0;
  bool skipping = false;
  for (const std::string& line : session.lines) {
    if (line == "  …") {
      skipping = true;
      continue;
    }
    while (skipping && at < output.size() && output[at] != line) ++at;
    if (at == output.size() || output[at] != line) return line + "\n";
    skipping = false;
    ++at;
  }
  return "";
}

TEST(Readme, ShowsWhatIsPrinted) {
  const std::vector<Session> shown = sessions(contents(MC_SOURCE_DIR "/README.md"));
  ASSERT_GE(shown.size(), 4u);
  for (const Session& session : shown) {
    std::vector<std::string> command = session.arguments;
    command.insert(command.begin(), MC_BINARY);
    const Ended ended = run(command, {.directory = MC_SOURCE_DIR, .output = {}, .environment = {}});
    EXPECT_EQ(ended.errors, "");
    EXPECT_EQ(first_difference(session, lines_of(ended.output)), "") << ended.output;
  }
}

}  // namespace
}  // namespace mc::test
