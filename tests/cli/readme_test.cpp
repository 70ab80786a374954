// SPDX-License-Identifier: Apache-2.0
// Documents: what they show of mc is what mc prints, at 100 columns: every ```console block is run. A line
// "…" stands for lines left out, and so does the end of a block; " …" at the end of a line stands for the
// rest of it. What takes a minute is in a block of ```console slow, which is run if MC_SLOW_TESTS is set.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <regex>
#include <sstream>

#include "process.h"
#include "study/registry.h"

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

/// Whether `shown` is this line, or as much of it as stands before " …".
bool shows(const std::string& shown, const std::string& line) {
  static const std::string cut = " …";
  return shown.ends_with(cut) ? line.starts_with(shown.substr(0, shown.size() - cut.size())) : shown == line;
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
    while (skipping && at < output.size() && !shows(line, output[at])) ++at;
    if (at == output.size() || !shows(line, output[at])) return line + "\n";
    skipping = false;
    ++at;
  }
  return "";
}

void expect_printed(const Session& session) {
  std::vector<std::string> command = session.arguments;
  command.insert(command.begin(), MC_BINARY);
  const Ended ended =
      run(command, {.directory = MC_SOURCE_DIR, .output = {}, .environment = {{"COLUMNS", "100"}}});
  EXPECT_EQ(ended.errors, "");
  EXPECT_EQ(first_difference(session, lines_of(ended.output)), "") << ended.output;
}

std::string document(const std::string& name) {
  return contents(std::string(MC_SOURCE_DIR "/") + name);
}

class Document : public testing::TestWithParam<const char*> {
 protected:
  ~Document() override {
    for (const char* written : {"/tmp/patched.mc", "/tmp/mesi.smt2", "/tmp/peterson.smt2"})
      std::filesystem::remove(written);
  }
};

TEST_P(Document, ShowsWhatIsPrinted) {
  const std::vector<Session> shown = sessions(document(GetParam()), "```console");
  ASSERT_GE(shown.size(), 3u);
  for (const Session& session : shown) expect_printed(session);
}

TEST_P(Document, ShowsWhatIsPrintedAfterAMinute) {
  const std::vector<Session> shown = sessions(document(GetParam()), "```console slow");
  if (std::getenv("MC_SLOW_TESTS") == nullptr) GTEST_SKIP() << "MC_SLOW_TESTS is not set";
  for (const Session& session : shown) expect_printed(session);
}

/// "(step 44, `folio_clear_uptodate`)" in the text is a step that the last run above it shows.
TEST_P(Document, NamesStepsOfTheRunAboveThem) {
  static const std::regex named("\\(step ([0-9]+),\\s+`(\\w+)`\\)");
  const std::string text = document(GetParam());
  for (std::sregex_iterator at(text.begin(), text.end(), named), end; at != end; ++at) {
    const std::string above = text.substr(0, static_cast<std::size_t>(at->position()));
    const std::size_t run = above.rfind("shortest run to the violation");
    ASSERT_NE(run, std::string::npos) << at->str();
    const std::regex wanted("\n *" + at->str(1) + "  [^\n]*\\b" + at->str(2) + "\\b");
    EXPECT_TRUE(std::regex_search(above.substr(run), wanted)) << at->str();
  }
}

INSTANTIATE_TEST_SUITE_P(Readme, Document,
                         testing::Values("README.md", "model/ext4-writeback/README.md",
                                         "checker/prove/README.md", "checker/cli/README.md"),
                         [](const auto& document) {
                           std::string name = document.param;
                           std::ranges::replace_if(name, [](char c) { return std::isalnum(c) == 0; }, '_');
                           return name;
                         });

/// Code points of UTF-8.
std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(Readme, DocumentsHaveLinesOf100Columns) {
  unsigned documents = 0;
  for (const char* folder : {".", "model", "properties", "checker", "tests"}) {
    std::vector<std::filesystem::path> files;
    if (folder == std::string("."))
      files = {MC_SOURCE_DIR "/README.md"};
    else
      for (const auto& entry :
           std::filesystem::recursive_directory_iterator(std::filesystem::path(MC_SOURCE_DIR) / folder))
        if (entry.path().extension() == ".md") files.push_back(entry.path());
    for (const std::filesystem::path& file : files) {
      ++documents;
      for (const std::string& line : lines_of(contents(file)))
        EXPECT_LE(columns(line), 100u) << file << ": " << line;
    }
  }
  EXPECT_GE(documents, 9u);
}

TEST(Readme, IsTwoScreensLong) {
  const std::size_t lines = lines_of(document("README.md")).size();
  EXPECT_GE(lines, 180u);
  EXPECT_LE(lines, 220u);
}

TEST(Readme, SaysWhatTheLauncherSaysOfTheBuild) {
  const std::string launcher = document("mc");
  std::smatch cost;
  ASSERT_TRUE(std::regex_search(launcher, cost, std::regex("MC_BUILD_COST='([^']*)'")));
  const std::string readme = std::regex_replace(document("README.md"), std::regex("\\s+"), " ");
  EXPECT_NE(readme.find(cost[1]), std::string::npos) << cost[1];
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
std::string expected(const study::Variant& variant, const std::string& property,
                     const std::map<std::string, long long>& bounds) {
  for (const study::Expectation& expect : variant.expect)
    if (expect.set == bounds && std::ranges::find(expect.property, property) != expect.property.end())
      return expect.verdict == ir::Verdict::holds ? "✓" : "✗";
  return "?";
}

TEST(Report, TableIsWhatCheckExpects) {
  const study::Registry registry(MC_SOURCE_DIR "/model");
  std::vector<std::string> variants;
  unsigned rows = 0;
  for (const std::string& line : lines_of(document("model/ext4-writeback/README.md"))) {
    if (!line.starts_with("|`") && !line.starts_with("|property|")) continue;
    const std::vector<std::string> row = cells(line);
    if (row[0] == "property") {
      variants = row;
      continue;
    }
    ASSERT_EQ(row.size(), variants.size()) << line;
    for (std::size_t i = 1; i < row.size(); ++i) {
      const study::Variant& variant = *registry.find(variants[i]).variant;
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

/// The items of the list below the heading that begins with `heading`, each on one line.
std::vector<std::string> items(const std::string& text, const std::string& heading) {
  std::vector<std::string> all;
  bool inside = false;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("#")) inside = line.starts_with(heading);
    if (!inside) continue;
    if (line.starts_with("- "))
      all.push_back(line.substr(2));
    else if (line.starts_with("  "))
      all.back() += line.substr(1);
  }
  return all;
}

/// The list below `heading` is what model.toml expects of the variant: "✗ no such line: why".
void expect_parts(const std::string& heading, const std::string& variant) {
  const study::Registry registry(MC_SOURCE_DIR "/model");
  std::vector<std::string> wanted;
  for (const auto& [change, expected] : registry.find(variant).variant->necessity.expected)
    wanted.push_back((expected.verdict == ir::Verdict::holds ? "✓ " : "✗ ") + change + ": " + expected.why);
  EXPECT_GT(wanted.size(), 10u);
  std::vector<std::string> shown = items(document("model/ext4-writeback/README.md"), heading);
  std::ranges::sort(shown);
  std::ranges::sort(wanted);
  EXPECT_EQ(shown, wanted);
}

TEST(Report, PartsAreWhatNecessityExpects) {
  expect_parts("### `patched`:", "patched");
  expect_parts("### `recheck`:", "recheck");
}

}  // namespace
}  // namespace mc::test
