// SPDX-License-Identifier: Apache-2.0
#include "cli/interrupt.h"

#include <gtest/gtest.h>

#include <csignal>

namespace mc::cli {
namespace {

TEST(InterruptDeathTest, the_first_is_noted_and_the_second_ends_the_process) {
  const auto interrupt_twice = [](int signal) {
    const std::atomic<bool>* stop = watch_interrupts();
    if (*stop) _exit(1);
    raise(signal);
    if (!*stop) _exit(2);
    raise(signal);
    _exit(3);
  };
  EXPECT_EXIT(interrupt_twice(SIGINT), testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(interrupt_twice(SIGTERM), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace mc::cli
