// SPDX-License-Identifier: Apache-2.0
#include "base/number.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace mc::base {

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t end = digits.size(); end > 3; end -= 3) digits.insert(end - 3, 1, ',');
  return digits;
}

std::string counted(std::uint64_t number, std::string_view what) {
  return fmt::format("{} {}{}", thousands(number), what, number == 1 ? "" : "s");
}

std::string bytes(std::uint64_t number) {
  static constexpr std::array units{"KiB", "MiB", "GiB", "TiB"};
  if (number < 1024) return fmt::format("{} B", number);
  double value = static_cast<double>(number) / 1024;
  std::size_t unit = 0;
  for (; value >= 1024 && unit + 1 < units.size(); ++unit) value /= 1024;
  return fmt::format("{:.1f} {}", value, units[unit]);
}

std::string duration(double seconds) {
  if (seconds < 59.95)
    return seconds < 9.995 ? fmt::format("{:.2f} s", seconds) : fmt::format("{:.1f} s", seconds);
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace mc::base
