// SPDX-License-Identifier: Apache-2.0
#include "base/compressed_file.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <numeric>

#include "cli/process.h"

namespace mc::base {
namespace {

std::vector<std::uint64_t> numbers(std::size_t count) {
  std::vector<std::uint64_t> all(count);
  std::iota(all.begin(), all.end(), 17u);
  return all;
}

void write(const std::filesystem::path& path, const std::vector<std::uint64_t>& all) {
  CompressedOutput out(path);
  for (const std::uint64_t& number : all) out.write(&number, sizeof number);
  out.commit();
}

std::vector<std::uint64_t> read(const std::filesystem::path& path, std::size_t count) {
  CompressedInput in(path);
  std::vector<std::uint64_t> all(count);
  in.read(all.data(), count * sizeof all[0]);
  in.finish();
  return all;
}

TEST(CompressedFile, HoldsWhatWasWritten) {
  const test::Directory directory;
  for (const std::size_t count : {0u, 1u, 100'000u}) {
    write(directory / "file", numbers(count));
    EXPECT_EQ(read(directory / "file", count), numbers(count));
    EXPECT_THROW(read(directory / "file", count + 1), FileError);
    if (count == 0) continue;
    EXPECT_THROW(read(directory / "file", count - 1), FileError);
  }
  EXPECT_EQ(directory.entries(), std::vector<std::string>{"file"});
}

TEST(CompressedFile, StaysWhatItWasUntilTheNewOneIsComplete) {
  const test::Directory directory;
  write(directory / "file", numbers(10));
  {
    CompressedOutput out(directory / "file");
    const std::vector<std::uint64_t> other = numbers(100'000);
    out.write(other.data(), other.size() * sizeof other[0]);
    EXPECT_THROW(CompressedOutput(directory / "file"), FileError);  // two at once
    EXPECT_EQ(read(directory / "file", 10), numbers(10));
  }
  EXPECT_EQ(read(directory / "file", 10), numbers(10));
  EXPECT_EQ(directory.entries(), std::vector<std::string>{"file"});
}

TEST(CompressedFile, ReplacesWhatAKilledProcessLeftBehind) {
  const test::Directory directory;
  directory.write("file.partial", std::string(1 << 20, 'x'));
  write(directory / "file", numbers(10));
  EXPECT_EQ(read(directory / "file", 10), numbers(10));
  EXPECT_EQ(directory.entries(), std::vector<std::string>{"file"});
}

}  // namespace
}  // namespace mc::base
