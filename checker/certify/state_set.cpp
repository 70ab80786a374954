// SPDX-License-Identifier: Apache-2.0
#include "certify/state_set.h"

#include <algorithm>
#include <numeric>
#include <ranges>

namespace mc::certify {

namespace {

/// Whether state `a` comes before state `b`.
bool before(const ir::Word* a, const ir::Word* b, unsigned words) {
  return std::lexicographical_compare(a, a + words, b, b + words);
}

/// Whether no state comes before the one in front of it, or is the same.
bool ascending(const std::vector<ir::Word>& states, unsigned words) {
  for (std::size_t at = words; at < states.size(); at += words)
    if (!before(&states[at - words], &states[at], words)) return false;
  return true;
}

std::vector<ir::Word> sorted(const std::vector<ir::Word>& states, unsigned words) {
  std::vector<std::uint64_t> order(states.size() / words);
  std::iota(order.begin(), order.end(), 0);
  const auto at = [&](std::uint64_t number) { return states.data() + number * words; };
  std::ranges::sort(order, [&](auto a, auto b) { return before(at(a), at(b), words); });
  std::vector<ir::Word> result;
  result.reserve(states.size());
  for (std::uint64_t number : order)
    if (result.empty() || !std::equal(at(number), at(number) + words, result.end() - words))
      result.insert(result.end(), at(number), at(number) + words);
  return result;
}

}  // namespace

StateSet::StateSet(unsigned words, std::vector<ir::Word> states) : words_(words), states_(std::move(states)) {
  if (!ascending(states_, words)) states_ = sorted(states_, words);
}

bool StateSet::contains(const ir::Word* wanted) const {
  const auto numbers = std::views::iota(std::uint64_t{0}, size());
  const auto found = std::ranges::partition_point(
      numbers, [&](std::uint64_t number) { return before(state(number), wanted, words_); });
  return found != numbers.end() && std::equal(wanted, wanted + words_, state(*found));
}

}  // namespace mc::certify
