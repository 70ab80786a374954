// SPDX-License-Identifier: Apache-2.0
#include "base/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace mc::base {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const auto distance = [&](const std::string& candidate) { return edit_distance(name, candidate); };
  const auto best = std::ranges::min_element(candidates, {}, distance);
  const bool near = best != candidates.end() &&
                    distance(*best) <= std::max<std::size_t>(2, name.size() / 3) &&
                    distance(*best) < name.size();
  return near ? *best : std::string();
}

std::string unknown(std::string_view kind, std::string_view name,
                    const std::vector<std::string>& candidates) {
  const std::string guess = nearest(name, candidates);
  return fmt::format("unknown {} '{}'; {}(known: {})", kind, name,
                     guess.empty() ? "" : fmt::format("did you mean '{}'? ", guess),
                     candidates.empty() ? "none" : fmt::format("{}", fmt::join(candidates, ", ")));
}

}  // namespace mc::base
