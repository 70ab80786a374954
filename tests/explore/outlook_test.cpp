// SPDX-License-Identifier: Apache-2.0
#include "explore/outlook.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace mc::explore {
namespace {

Progress any_progress() {
  const std::uint64_t states = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000);
  const std::uint64_t least = *rc::gen::inRange<std::uint64_t>(1, 10'000'000'000);
  return {.states = states,
          .memory_bytes = states * *rc::gen::inRange<std::uint64_t>(4, 20),
          .seconds = *rc::gen::inRange(1, 100'000) / 10.0,
          .forecast =
              Forecast{.least = least, .most = least + *rc::gen::inRange<std::uint64_t>(0, 10'000'000'000)}};
}

TEST(Outlook, IsARangeThatHoldsWhatWasTakenAlreadyAndWhatIsInProportion) {
  EXPECT_TRUE(rc::check([] {
    const Progress now = any_progress();
    const Outlook outlook = explore::outlook(now).value();
    RC_ASSERT(now.states <= outlook.least_states && outlook.least_states <= outlook.most_states);
    RC_ASSERT(now.memory_bytes <= outlook.least_bytes && outlook.least_bytes <= outlook.most_bytes);
    RC_ASSERT(now.seconds <= outlook.least_seconds && outlook.least_seconds <= outlook.most_seconds);
    const double each = static_cast<double>(now.memory_bytes) / static_cast<double>(now.states);
    const double bytes = each * static_cast<double>(outlook.most_states);
    RC_ASSERT(static_cast<double>(outlook.least_bytes) <= bytes + 1);
    RC_ASSERT(static_cast<double>(outlook.most_bytes) >= bytes - 1);
  }));
}

TEST(Outlook, DoesNotDependOnHowFarTheSearchIsIfItGoesOnAtTheSamePace) {
  EXPECT_TRUE(rc::check([] {
    Progress now = any_progress();
    now.forecast->least = std::max(now.forecast->least, 3 * now.states);
    now.forecast->most = std::max(now.forecast->most, now.forecast->least);
    Progress later = now;
    later.states *= 2;
    later.memory_bytes *= 2;
    later.seconds *= 2;
    const Outlook a = outlook(now).value(), b = outlook(later).value();
    RC_ASSERT(a.least_states == b.least_states && a.most_states == b.most_states);
    RC_ASSERT(a.most_bytes == b.most_bytes);
    RC_ASSERT(a.least_seconds == b.least_seconds && a.most_seconds == b.most_seconds);
  }));
}

TEST(Outlook, IsNothingWithoutAForecast) {
  EXPECT_FALSE(outlook({.states = 100, .memory_bytes = 100, .seconds = 1}));
}

}  // namespace
}  // namespace mc::explore
