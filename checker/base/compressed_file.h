// SPDX-License-Identifier: Apache-2.0
// A file compressed by zstd, with its checksum: there in full or not at all, and read in full or refused.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace mc::base {

/// The message names the file, says what is wrong with it, and what to do.
struct FileError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Writes beside `path` and renames in the end, so that whoever is killed at whatever moment leaves the old
/// file or the new one.
class CompressedOutput {
 public:
  /// Every member throws FileError: no permission, disk full, another process that writes the same file.
  explicit CompressedOutput(const std::filesystem::path& path);
  ~CompressedOutput();  ///< without commit(): `path` is as it was before
  CompressedOutput(const CompressedOutput&) = delete;
  CompressedOutput& operator=(const CompressedOutput&) = delete;

  void write(const void* data, std::size_t bytes);
  /// The file is on the disk when this returns.
  void commit();

 private:
  struct Stream;
  [[noreturn]] void fail(int error) const;
  void open();
  void compress(const void* data, std::size_t bytes, bool last);
  void write_out(const char* data, std::size_t bytes);

  std::filesystem::path path_, beside_;
  int file_ = -1;
  std::unique_ptr<Stream> stream_;
  std::vector<char> buffer_;
};

class CompressedInput {
 public:
  /// Every member throws FileError: no such file, damaged.
  explicit CompressedInput(const std::filesystem::path& path);
  ~CompressedInput();
  CompressedInput(const CompressedInput&) = delete;
  CompressedInput& operator=(const CompressedInput&) = delete;

  void read(void* data, std::size_t bytes);
  /// Nothing that was read may be relied on before this has returned: it verifies the checksum, and that the
  /// file ends here.
  void finish();

  [[noreturn]] void damaged() const;

 private:
  struct Stream;
  /// Decompresses up to `bytes` more; returns how many. 0 at the end of the file only.
  std::size_t decompress(void* data, std::size_t bytes);
  bool fill();

  std::filesystem::path path_;
  int file_ = -1;
  std::unique_ptr<Stream> stream_;
  std::vector<char> buffer_;
  bool complete_ = false;  ///< the compressed frame has ended
};

}  // namespace mc::base
