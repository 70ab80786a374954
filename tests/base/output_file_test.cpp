// SPDX-License-Identifier: Apache-2.0
#include "base/output_file.h"

#include <gtest/gtest.h>

#include "base/errors.h"
#include "cli/process.h"

namespace mc::base {
namespace {

using Names = std::vector<std::string>;

TEST(OutputFile, is_written_in_full_and_leaves_nothing_beside) {
  const test::Directory directory;
  const std::string file = directory / "run.json";
  const std::string text(1'000'000, 'x');
  write_file(file, "old");
  write_file(file, text);
  EXPECT_EQ(test::contents(file), text);
  EXPECT_EQ(directory.entries(), Names{"run.json"});
}

TEST(OutputFile, keeps_a_symbolic_link) {
  const test::Directory directory;
  directory.write("there/real.json", "old");
  std::filesystem::create_symlink("there/real.json", directory / "link.json");
  write_file(directory / "link.json", "new");
  EXPECT_TRUE(std::filesystem::is_symlink(directory / "link.json"));
  EXPECT_EQ(test::contents(directory / "there/real.json"), "new");
}

TEST(OutputFile, reports_a_full_disk) {
  EXPECT_NO_THROW(check_writable("/dev/full"));
  EXPECT_THROW(write_file("/dev/full", "text"), UsageError);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(OutputFile, refuses_at_once_what_cannot_be_written) {
  const test::Directory directory;
  EXPECT_THROW(check_writable(directory / "missing/run.json"), UsageError);
  EXPECT_THROW(check_writable(directory.path()), UsageError);
  EXPECT_NO_THROW(check_writable(directory / "run.json"));
  EXPECT_EQ(directory.entries(), Names{});
  EXPECT_THROW(write_file(directory / "missing/run.json", "text"), UsageError);
}

}  // namespace
}  // namespace mc::base
