// SPDX-License-Identifier: Apache-2.0
// Spill file: where words go that memory has no room for: a file without a name, gone with its last user.
#pragma once

#include <cstddef>
#include <cstdint>

#include "store/packing.h"

namespace mc::store {

/// In the directory for temporary files ($TMPDIR). Where there is no room for it, that is as good as no
/// memory: every member throws std::bad_alloc.
class SpillFile {
 public:
  SpillFile();
  ~SpillFile();
  SpillFile(const SpillFile&) = delete;
  SpillFile& operator=(const SpillFile&) = delete;

  /// Appends words and returns where they are. One thread at a time.
  std::uint64_t append(const Word* words, std::size_t count);
  /// Reads them back. By any number of threads, once nobody appends.
  void read(std::uint64_t place, Word* words, std::size_t count) const;

 private:
  int file_ = -1;
  std::uint64_t bytes_ = 0;
};

}  // namespace mc::store
