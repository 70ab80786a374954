// SPDX-License-Identifier: Apache-2.0
#include "store/spill_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <new>

namespace mc::store {

SpillFile::SpillFile() {
  std::error_code error;
  const auto directory = std::filesystem::temp_directory_path(error);
  if (!error) file_ = open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file_ < 0) throw std::bad_alloc();
}

SpillFile::~SpillFile() {
  close(file_);
}

std::uint64_t SpillFile::append(const Word* words, std::size_t count) {
  const std::uint64_t place = bytes_;
  const char* from = reinterpret_cast<const char*>(words);
  for (std::uint64_t rest = count * sizeof(Word); rest > 0;) {
    const ssize_t written = pwrite(file_, from, rest, static_cast<off_t>(bytes_));
    if (written <= 0) throw std::bad_alloc();
    from += written;
    bytes_ += static_cast<std::uint64_t>(written);
    rest -= static_cast<std::uint64_t>(written);
  }
  return place;
}

void SpillFile::read(std::uint64_t place, Word* words, std::size_t count) const {
  char* to = reinterpret_cast<char*>(words);
  for (std::uint64_t rest = count * sizeof(Word); rest > 0;) {
    const ssize_t got = pread(file_, to, rest, static_cast<off_t>(place));
    if (got <= 0) throw std::bad_alloc();
    to += got;
    place += static_cast<std::uint64_t>(got);
    rest -= static_cast<std::uint64_t>(got);
  }
}

}  // namespace mc::store
