// SPDX-License-Identifier: Apache-2.0
// Golden files: what is printed, as a reader saw and liked it.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace mc::test {

/// tests/FILE.txt. MC_WRITE_GOLDEN=1 in the environment first makes it say `now`.
inline std::string golden(const std::string& file, const std::string& now) {
  const std::string path = MC_SOURCE_DIR "/tests/" + file + ".txt";
  if (std::getenv("MC_WRITE_GOLDEN") != nullptr) std::ofstream(path) << now;
  std::ifstream stream(path);
  EXPECT_TRUE(stream) << path;
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace mc::test
