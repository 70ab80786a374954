// SPDX-License-Identifier: Apache-2.0
#include "explore/forecast.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mc::explore {

namespace {

constexpr std::size_t least_levels = 12;
constexpr double most_states = 1e15;
/// Before levels shrink, what is still to come is easily twice or half of what any stretch makes of it.
constexpr double doubt = 2;

/// States still to come if the logarithm of the ratio goes on as in the last `stretch` levels.
std::optional<double> still_to_come(const std::vector<double>& logarithms, std::size_t stretch) {
  const std::size_t last = logarithms.size() - 1;
  const auto n = static_cast<double>(stretch);
  double sum_x = 0, sum_y = 0, sum_xx = 0, sum_xy = 0;
  for (std::size_t i = 0; i < stretch; ++i) {
    const double x = -static_cast<double>(i), y = logarithms[last - i] - logarithms[last - i - 1];
    sum_x += x;
    sum_y += y;
    sum_xx += x * x;
    sum_xy += x * y;
  }
  const double slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
  const double now = (sum_y - slope * sum_x) / n;
  if (slope >= 0) return std::nullopt;
  double states = 0, logarithm = logarithms[last], ratio = now;
  while (logarithm > 0 && states < most_states) {
    logarithm += ratio += slope;
    states += std::exp(logarithm);
  }
  return std::min(states, most_states);
}

}  // namespace

std::optional<Forecast> forecast(const std::vector<std::uint64_t>& level_sizes) {
  if (level_sizes.size() < least_levels || level_sizes.back() == 0) return std::nullopt;
  std::vector<double> logarithms;
  for (const std::uint64_t size : level_sizes) logarithms.push_back(std::log(static_cast<double>(size)));
  const auto seen =
      static_cast<double>(std::accumulate(level_sizes.begin(), level_sizes.end(), std::uint64_t{0}));
  std::optional<double> least, most;
  for (const std::size_t parts : {4u, 3u, 2u}) {
    const auto more = still_to_come(logarithms, std::max<std::size_t>(level_sizes.size() / parts, 4));
    if (!more) return std::nullopt;  // no end in sight from there
    least = std::min(least.value_or(*more), *more);
    most = std::max(most.value_or(*more), *more);
  }
  return Forecast{.least = static_cast<std::uint64_t>(seen + *least / doubt),
                  .most = static_cast<std::uint64_t>(seen + *most * doubt)};
}

}  // namespace mc::explore
