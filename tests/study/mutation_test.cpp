// SPDX-License-Identifier: Apache-2.0
#include "study/mutation.h"

#include <gtest/gtest.h>

namespace mc::study {
namespace {

/// Every text that the models' parts name is where it is said to be.
TEST(Parts, FitTheModels) {
  const Registry registry(MC_SOURCE_DIR "/model");
  std::size_t parts = 0;
  for (const Model& each : registry.models()) {
    for (const Part& part : each.parts) EXPECT_FALSE(without(part).edited.empty());
    EXPECT_NO_THROW(pairs(each.parts));
    parts += each.parts.size();
  }
  EXPECT_GT(parts, 0u);
}

}  // namespace
}  // namespace mc::study
