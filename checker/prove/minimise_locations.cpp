// SPDX-License-Identifier: Apache-2.0
#include "prove/minimise_locations.h"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "prove/minimise.h"

namespace mc::prove {

namespace {

using Codes = std::vector<std::uint64_t>;

constexpr std::uint64_t most_groups = 16;

Codes excluded(const Member& member, std::uint64_t most) {
  Codes codes;
  for (std::uint64_t code = 0; code <= most; ++code)
    if (std::ranges::binary_search(member.codes, code) != member.in) codes.push_back(code);
  return codes;
}

/// What clauses about the field alone exclude they alone exclude: no other one does so.
Invariant said_once(const Invariant& invariant, std::uint32_t order, std::uint64_t most) {
  std::set<std::uint64_t> never;
  for (const Clause& clause : invariant)
    if (clause.size() == 1 && clause[0].order == order)
      for (const std::uint64_t code : excluded(clause[0], most)) never.insert(code);
  Invariant result;
  for (const Clause& clause : invariant) {
    result.push_back(clause);
    const auto about = std::ranges::find(result.back(), order, &Member::order);
    if (clause.size() == 1 || about == result.back().end()) continue;
    *about = {.order = order, .codes = excluded(*about, most), .in = false};
    std::erase_if(about->codes, [&](std::uint64_t code) { return never.contains(code); });
    if (about->codes.empty()) result.pop_back();
  }
  return result;
}

/// Each clause about the field as one for each group of values that it excludes: numbers of places next to
/// each other are code next to each other, and single ones would be too many.
Invariant split(const Invariant& invariant, std::uint32_t order, std::uint64_t most) {
  const std::uint64_t group = most / most_groups + 1;
  Invariant result;
  for (const Clause& clause : invariant) {
    const auto about = std::ranges::find(clause, order, &Member::order);
    if (about == clause.end() || clause.size() == 1) {
      result.push_back(clause);
      continue;
    }
    std::map<std::uint64_t, Codes> groups;
    for (const std::uint64_t code : excluded(*about, most)) groups[code / group].push_back(code);
    for (auto& [number, codes] : groups) {
      result.push_back(clause);
      result.back()[static_cast<std::size_t>(about - clause.begin())] = {
          .order = order, .codes = std::move(codes), .in = false};
    }
  }
  return result;
}

/// Clauses that differ in the values that they exclude of the field, and in nothing else, as one.
Invariant joined(const Invariant& invariant, std::uint32_t order) {
  std::map<Clause, Codes> groups;  // by the rest of the clause
  Invariant result;
  for (const Clause& clause : invariant) {
    Clause rest;
    std::ranges::copy_if(clause, std::back_inserter(rest),
                         [&](const Member& each) { return each.order != order; });
    if (rest.empty() || rest.size() == clause.size()) {
      result.push_back(clause);
      continue;
    }
    for (const Member& each : clause)
      if (each.order == order) groups[rest].insert(groups[rest].end(), each.codes.begin(), each.codes.end());
  }
  for (auto& [rest, codes] : groups) {
    std::ranges::sort(codes);
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    Clause clause = rest;
    clause.push_back({.order = order, .codes = std::move(codes), .in = false});
    std::ranges::sort(clause, {}, &Member::order);
    result.push_back(std::move(clause));
  }
  return result;
}

}  // namespace

Invariant with_needed_locations(const Transition& transition, const Invariant& invariant,
                                const Blackboard& blackboard) {
  const Variables& variables = transition.variables();
  std::vector<std::pair<std::uint32_t, std::uint64_t>> counters;  // and the greatest number of each
  for (std::uint32_t order = 0; order < variables.positions().size(); ++order)
    if (const std::size_t position = variables.positions()[order]; variables.task_of(position))
      counters.emplace_back(order, variables.most_code(position));
  Invariant result = invariant;
  for (const auto& [order, most] : counters) result = said_once(result, order, most);
  for (const auto& [order, most] : counters)
    result = joined(minimised(transition, split(result, order, most), blackboard), order);
  return minimised(transition, result, blackboard);
}

}  // namespace mc::prove
