#include "prove/reached.h"

#include <algorithm>

namespace mc::prove {

Reached::Reached(const Variables& variables, const explore::StateGraph& graph)
    : states_(graph.states()), where_(variables.positions().size()), nowhere_(states_) {
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

/// Literals that hold together in no state; all of them if they do in some.
std::vector<Literal> Reached::few(const Cube& cube) const {
  std::vector<Literal> chosen;
  Set rest = ~nowhere_;
  for (std::size_t left = states_; left > 0 && chosen.size() < cube.size();) {
    const Literal* best = nullptr;
    std::size_t least = left;
    for (const Literal& each : cube) {
      const std::size_t count = (rest & where(each)).count();
      if (count < least) {
        least = count;
        best = &each;
      }
    }
    if (best == nullptr) return cube;
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

}  // namespace mc::prove
