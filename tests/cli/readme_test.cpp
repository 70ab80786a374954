// SPDX-License-Identifier: Apache-2.0
// What README.md shows of mc is what mc prints: every ```console block is run. A line "…" stands for lines
// left out, and so does the end of a block. What takes a minute is in a block of ```console slow, which is
// run if MC_SLOW_TESTS is set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <sstream>

#include "cli/registry.h"
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

/// What stands in blocks that begin with `fence`.
std::vector<Session> sessions(const std::string& document, const std::string& fence) {
  const std::string prompt = "$ ./mc ";
  std::vector<Session> all;
  bool inside = false;
  for (const std::string& line : lines_of(document)) {
    if (line.starts_with("```")) {
      inside = line == fence;
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

void expect_printed(const Session& session) {
  std::vector<std::string> command = session.arguments;
  command.insert(command.begin(), MC_BINARY);
  const Ended ended = run(command, {.directory = MC_SOURCE_DIR, .output = {}, .environment = {}});
  EXPECT_EQ(ended.errors, "");
  EXPECT_EQ(first_difference(session, lines_of(ended.output)), "") << ended.output;
}

TEST(Readme, ShowsWhatIsPrinted) {
  const std::vector<Session> shown = sessions(contents(MC_SOURCE_DIR "/README.md"), "```console");
  ASSERT_GE(shown.size(), 4u);
  for (const Session& session : shown) expect_printed(session);
  for (const char* written : {"/tmp/patched.mc", "/tmp/mesi.smt2"}) std::filesystem::remove(written);
}

TEST(Readme, ShowsWhatIsPrintedAfterAMinute) {
  const std::vector<Session> shown = sessions(contents(MC_SOURCE_DIR "/README.md"), "```console slow");
  ASSERT_GE(shown.size(), 1u);
  if (std::getenv("MC_SLOW_TESTS") == nullptr) GTEST_SKIP() << "MC_SLOW_TESTS is not set";
  for (const Session& session : shown) expect_printed(session);
}

/// The cells of a Markdown table's row, trimmed and without backquotes.
std::vector<std::string> cells(const std::string& row) {
  std::vector<std::string> all;
  std::istringstream stream(row.substr(1));
  for (std::string cell; std::getline(stream, cell, '|');) {
    std::erase(cell, '`');
    const std::size_t begin = cell.find_first_not_of(' ');
    all.push_back(begin == std::string::npos ? ""
                                             : cell.substr(begin, cell.find_last_not_of(' ') + 1 - begin));
  }
  return all;
}

/// "✓" or "✗", or "?" if model.toml expects nothing of this run.
std::string expected(const cli::Variant& variant, const std::string& property,
                     const std::map<std::string, long long>& bounds) {
  for (const cli::Expectation& expect : variant.expect)
    if (expect.set == bounds && std::ranges::find(expect.property, property) != expect.property.end())
      return expect.verdict == explore::Verdict::holds ? "✓" : "✗";
  return "?";
}

TEST(Readme, TableIsWhatCheckExpects) {
  const cli::Registry registry(MC_SOURCE_DIR "/model");
  std::vector<std::string> variants;
  unsigned rows = 0;
  for (const std::string& line : lines_of(contents(MC_SOURCE_DIR "/README.md"))) {
    if (!line.starts_with("| `") && !line.starts_with("| property")) continue;
    const std::vector<std::string> row = cells(line);
    if (row[0] == "property" && row.size() > 2) {
      variants = row;
      continue;
    }
    if (variants.empty() || row.size() != variants.size()) continue;
    for (std::size_t i = 1; i < row.size(); ++i) {
      const cli::Variant& variant = *registry.find(variants[i]).variant;
      const std::string marks = row[0] == "store_is_served"
                                    ? expected(variant, row[0], {{"flushes", 3}})
                                    : expected(variant, row[0], {}) + " " +
                                          expected(variant, row[0], {{"processes", 2}}) + " " +
                                          expected(variant, row[0], {{"pinners", 1}});
      EXPECT_EQ(row[i], marks) << row[0] << " of " << variants[i];
    }
    ++rows;
  }
  EXPECT_GT(rows, 10u);
}

/// The table below `heading` is what model.toml expects of the variant.
void expect_parts(const std::string& document, const std::string& heading, const std::string& variant) {
  const cli::Registry registry(MC_SOURCE_DIR "/model");
  std::map<std::string, cli::Necessity::Expected> expected =
      registry.find(variant).variant->necessity.expected;
  EXPECT_GT(expected.size(), 10u);
  bool inside = false;
  for (const std::string& line : lines_of(contents(MC_SOURCE_DIR "/" + document))) {
    if (line.starts_with("## ")) inside = line == heading;
    if (!inside || !line.starts_with("| ") || line.starts_with("| taken away")) continue;
    const std::vector<std::string> row = cells(line);
    ASSERT_EQ(row.size(), 3u) << line;
    const auto found = expected.find(row[0]);
    ASSERT_NE(found, expected.end()) << row[0];
    EXPECT_EQ(row[1], found->second.verdict == explore::Verdict::holds ? "✓ holds" : "✗ breaks") << row[0];
    EXPECT_EQ(row[2], found->second.why);
    expected.erase(found);
  }
  for (const auto& [change, missing] : expected) ADD_FAILURE() << document << " does not show: " << change;
}

TEST(Readme, PartsAreWhatNecessityExpects) {
  expect_parts("README.md", "## What the fix depends on", "patched");
  expect_parts("model/README.md", "## What `recheck` depends on", "recheck");
}

}  // namespace
}  // namespace mc::test
