// SPDX-License-Identifier: Apache-2.0
// Forecast: how many states a search is going to find, from the sizes of the levels it has seen.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace mc::explore {

/// A guess, never a bound: nothing is concluded from it.
struct Forecast {
  std::uint64_t least = 0, most = 0;  ///< states in all
};

/// Levels grow, ever more slowly, and shrink: the logarithm of the ratio of one level to the one before falls
/// about linearly. Fits a line to it over several stretches up to the last level, and follows each to the
/// end; what they make of it is the range. Nothing while the levels are too few or still grow ever faster.
std::optional<Forecast> forecast(const std::vector<std::uint64_t>& level_sizes);

}  // namespace mc::explore
