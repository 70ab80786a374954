// SPDX-License-Identifier: Apache-2.0
#include "report/outlook_text.h"

#include <gtest/gtest.h>

namespace mc::report {
namespace {

TEST(OutlookText, RoundsToWhatCanBeSaid) {
  EXPECT_EQ(rough(0), "0");
  EXPECT_EQ(rough(9), "9");
  EXPECT_EQ(rough(999), "999");
  EXPECT_EQ(rough(1000), "1.0k");
  EXPECT_EQ(rough(9'949), "9.9k");
  EXPECT_EQ(rough(9'951), "10k");
  EXPECT_EQ(rough(999'499), "999k");
  EXPECT_EQ(rough(999'500), "1.0M");
  EXPECT_EQ(rough(34'000'000'000), "34G");
}

TEST(OutlookText, SaysARangeOnce) {
  explore::Outlook outlook{.least_states = 1'200'000,
                           .most_states = 3'400'000,
                           .least_bytes = 20 << 20,
                           .most_bytes = 60 << 20,
                           .least_seconds = 250,
                           .most_seconds = 720};
  EXPECT_EQ(text(outlook), "1.2M to 3.4M states, 20.0 MiB to 60.0 MiB, 4 min 10 s to 12 min 0 s");
  outlook.most_states = 1'210'000;
  EXPECT_TRUE(text(outlook).starts_with("1.2M states, "));
}

}  // namespace
}  // namespace mc::report
