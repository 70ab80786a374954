// SPDX-License-Identifier: Apache-2.0
#include "prove/reached.h"

#include <algorithm>
#include <utility>

namespace mc::prove {

namespace {

/// How far a reader has to look for a field's meaning: shared state, where a task is, what only it sees.
unsigned distance(const Variables& variables, std::size_t position) {
  if (variables.task_of(position)) return 1;
  return position < variables.system().globals.size() ? 0 : 2;
}

std::vector<unsigned> distances(const Variables& variables) {
  std::vector<unsigned> result;
  for (const std::size_t position : variables.positions()) result.push_back(distance(variables, position));
  return result;
}

}  // namespace

Reached::Reached(const Variables& variables, const explore::StateGraph& graph)
    : Reached(distances(variables), graph.states()) {
  for (std::uint32_t number = 0; number < states_; ++number) {
    const ir::State state = graph.generator().unpack(graph.words(number));
    for (std::uint32_t i = 0; i < where_.size(); ++i)
      add(number, {i, variables.code_of(state, variables.positions()[i])});
  }
}

Reached::Reached(std::vector<unsigned> distance, std::size_t states)
    : distance_(std::move(distance)), states_(states), where_(distance_.size()), nowhere_(states_) {}

void Reached::add(std::size_t state, const Literal& literal) {
  where_[literal.order].try_emplace(literal.code, nowhere_).first->second.set(state);
}

std::vector<std::uint64_t> Reached::codes(std::uint32_t order) const {
  std::vector<std::uint64_t> result;
  for (const auto& each : where_[order]) result.push_back(each.first);
  return result;
}

const Reached::Set& Reached::where(const Literal& literal) const {
  const auto found = where_[literal.order].find(literal.code);
  return found == where_[literal.order].end() ? nowhere_ : found->second;
}

/// Literals that hold together in no state, those closest to a reader if they will do.
std::optional<std::vector<Literal>> Reached::few(const Cube& cube) const {
  for (unsigned reach = 0; reach < 3; ++reach) {
    Cube within;
    std::ranges::copy_if(cube, std::back_inserter(within),
                         [&](const Literal& each) { return distance_[each.order] <= reach; });
    if (within.size() == cube.size()) break;
    if (auto chosen = fewest(within)) return chosen;
  }
  return fewest(cube);
}

std::optional<std::vector<Literal>> Reached::fewest(const Cube& cube) const {
  std::vector<Literal> chosen;
  Set rest = ~nowhere_;
  for (std::size_t left = states_; left > 0;) {
    const Literal* best = nullptr;
    std::size_t least = left;
    for (const Literal& each : cube) {
      const std::size_t count = (rest & where(each)).count();
      if (count < least) {
        least = count;
        best = &each;
      }
    }
    if (best == nullptr) return std::nullopt;
    chosen.push_back(*best);
    rest &= where(*best);
    left = least;
  }
  return chosen;
}

std::optional<Clause> Reached::separating(const Cube& cube) const {
  const auto chosen = few(cube);
  if (!chosen) return std::nullopt;
  std::vector<Set> excluded;  // by chosen literal: states that have a value of the field that is excluded
  for (const Literal& each : *chosen) excluded.push_back(where(each));
  Clause clause;
  for (std::size_t i = 0; i < chosen->size(); ++i) {
    Set others = ~nowhere_;
    for (std::size_t j = 0; j < chosen->size(); ++j)
      if (j != i) others &= excluded[j];
    Member member{.order = (*chosen)[i].order, .codes = {}, .in = true};
    Set all = nowhere_;
    for (const auto& [code, states] : where_[member.order]) {
      if (states.intersects(others))
        member.codes.push_back(code);
      else
        all |= states;
    }
    excluded[i] = member.codes.empty() ? ~nowhere_ : std::move(all);
    if (!member.codes.empty()) clause.push_back(std::move(member));
  }
  std::ranges::sort(clause, {}, &Member::order);
  return clause;
}

}  // namespace mc::prove
