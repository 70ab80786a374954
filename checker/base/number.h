// SPDX-License-Identifier: Apache-2.0
// Numbers as a reader likes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mc::base {

/// 1234567 as "1,234,567".
std::string thousands(std::uint64_t number);

/// "1 step", "1,234 steps".
std::string counted(std::uint64_t number, std::string_view what);

/// "312 B", "4.2 MiB".
std::string bytes(std::uint64_t number);

/// "0.31 s", "4 min 10 s", "2 h 5 min".
std::string duration(double seconds);

}  // namespace mc::base
