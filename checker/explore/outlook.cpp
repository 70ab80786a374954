// SPDX-License-Identifier: Apache-2.0
#include "explore/outlook.h"

#include <algorithm>

namespace mc::explore {

namespace {

/// How much larger a table is than it was before it grew last.
constexpr double growth = 1.25;

}  // namespace

std::optional<Outlook> outlook(const Progress& now) {
  if (!now.forecast || now.states == 0) return std::nullopt;
  const auto times = [&](std::uint64_t states) {
    return std::max(static_cast<double>(states) / static_cast<double>(now.states), 1.0);
  };
  const double least = times(now.forecast->least), most = times(now.forecast->most);
  const auto bytes = static_cast<double>(now.memory_bytes);
  return Outlook{.least_states = std::max(now.forecast->least, now.states),
                 .most_states = std::max(now.forecast->most, now.states),
                 .least_bytes = static_cast<std::uint64_t>(std::max(bytes * least / growth, bytes)),
                 .most_bytes = static_cast<std::uint64_t>(bytes * most * growth),
                 .least_seconds = now.seconds * least,
                 .most_seconds = now.seconds * most};
}

}  // namespace mc::explore
