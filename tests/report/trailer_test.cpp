// SPDX-License-Identifier: Apache-2.0
#include "report/trailer.h"

#include <gtest/gtest.h>

#include "example_run.h"

namespace mc::report {
namespace {

using test::Example;

TEST(Trailer, SaysWhatWasFound) {
  EXPECT_EQ(trailer(test::example_run(Example()), "abc", "1.2"),
            "Model-checked: ext4-writeback/unpatched model=abc bounds=PROCESSES:2,FOLIOS:1 "
            "properties=deadlock,no_double_dirty covers=2/2 states=1234 verdict=HOLDS mc=1.2");
  EXPECT_NE(trailer(test::violated_run(Example()), "abc", "1.2").find("verdict=VIOLATED:no_double_dirty "),
            std::string::npos);
}

TEST(Trailer, IncompleteIsNoPass) {
  study::Answer run = test::example_run(Example());
  run.undecided = 1;
  EXPECT_NE(trailer(run, "abc", "1.2").find(" verdict=INCOMPLETE "), std::string::npos);
}

TEST(Trailer, SaysWhichGoalsWereMissed) {
  study::Answer run = test::example_run(Example());
  run.covers[0].reached = false;
  run.variant = "";
  run.parameters = {};
  const std::string line = trailer(run, "abc", "1.2");
  EXPECT_TRUE(line.starts_with("Model-checked: ext4-writeback model=abc bounds=default ")) << line;
  EXPECT_NE(line.find(" covers=1/2 "), std::string::npos) << line;
  EXPECT_EQ(line.find('\n'), std::string::npos);
}

/// Neither time nor threads nor memory.
TEST(Trailer, IsStableFromRunToRun) {
  const study::Answer run = test::example_run(Example());
  study::Answer again = run;
  again.result.counts.seconds = 99;
  again.result.threads = 7;
  again.result.peak_bytes = 1;
  again.result.bytes_per_state = 1;
  EXPECT_EQ(trailer(run, "abc", "1.2"), trailer(again, "abc", "1.2"));
}

}  // namespace
}  // namespace mc::report
