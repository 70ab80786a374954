#include "prove/reached.h"

#include <algorithm>

namespace mc::prove {

Reached::Reached(const Variables& variables, const explore::StateGraph& graph)
    : variables_(variables),
      states_(graph.states()),
      where_(variables.positions().size()),
      nowhere_(states_) {
  for (std::uint32_t number = 0; number < states_; ++number) {
    const ir::State state = graph.generator().unpack(graph.words(number));
    for (std::size_t i = 0; i < where_.size(); ++i)
      where_[i]
          .try_emplace(variables.code_of(state, variables.positions()[i]), nowhere_)
          .first->second.set(number);
  }
}

const Reached::Set& Reached::where(const Literal& literal) const {
  const auto found = where_[literal.order].find(literal.code);
  return found == where_[literal.order].end() ? nowhere_ : found->second;
}

/// How far a reader has to look for a field's meaning: shared state, where a task is, what only it sees.
unsigned Reached::distance(const Literal& literal) const {
  const std::size_t position = variables_.positions()[literal.order];
  if (variables_.task_of(position)) return 1;
  return position < variables_.system().globals.size() ? 0 : 2;
}

/// Literals that hold together in no state, those closest to a reader if they will do; all of them if they
/// hold together in some.
std::vector<Literal> Reached::few(const Cube& cube) const {
  for (unsigned reach = 0; reach < 3; ++reach) {
    Cube within;
    std::ranges::copy_if(cube, std::back_inserter(within),
                         [&](const Literal& each) { return distance(each) <= reach; });
    if (within.size() == cube.size()) break;
    if (auto chosen = fewest(within)) return *std::move(chosen);
  }
  return fewest(cube).value_or(cube);
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
  std::vector<Literal> chosen = few(cube);
  std::vector<Set> excluded;  // by chosen literal: states that have a value of the field that is excluded
  for (const Literal& each : chosen) excluded.push_back(where(each));
  Clause clause;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    Set others = ~nowhere_;
    for (std::size_t j = 0; j < chosen.size(); ++j)
      if (j != i) others &= excluded[j];
    Member member{.order = chosen[i].order, .codes = {}, .in = true};
    Set all = nowhere_;
    for (const auto& [code, states] : where_[chosen[i].order]) {
      if (states.intersects(others))
        member.codes.push_back(code);
      else
        all |= states;
    }
    if (std::ranges::binary_search(member.codes, chosen[i].code)) return std::nullopt;
    excluded[i] = member.codes.empty() ? ~nowhere_ : std::move(all);
    if (!member.codes.empty()) clause.push_back(std::move(member));
  }
  std::ranges::sort(clause, {}, &Member::order);
  return clause;
}

Invariant Reached::places() const {
  Invariant result;
  for (std::uint32_t order = 0; order < where_.size(); ++order) {
    const std::size_t position = variables_.positions()[order];
    if (!variables_.task_of(position) || where_[order].size() > variables_.most_code(position)) continue;
    Member member{.order = order, .codes = {}, .in = true};
    for (const auto& [code, states] : where_[order]) member.codes.push_back(code);
    result.push_back({std::move(member)});
  }
  return result;
}

}  // namespace mc::prove
