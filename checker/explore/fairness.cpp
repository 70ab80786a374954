// SPDX-License-Identifier: Apache-2.0
#include "explore/fairness.h"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace mc::explore {

namespace {

constexpr std::uint32_t outside = ~std::uint32_t{0};

}  // namespace

FairComponents::FairComponents(Graph graph, std::span<const std::uint32_t> states)
    : graph_(std::move(graph)), place_(graph_.states, outside), components_(states.size()) {
  for (std::size_t i = 0; i < states.size(); ++i) place_[states[i]] = static_cast<std::uint32_t>(i);
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> among(states.size());
  for (std::size_t i = 0; i < states.size(); ++i)
    for (const StepEdge& edge : graph_.edges(states[i]))
      if (place_[edge.target] != outside) boost::add_edge(i, place_[edge.target], among);
  const auto index = boost::get(boost::vertex_index, among);
  members_.resize(
      boost::strong_components(among, boost::make_iterator_property_map(components_.begin(), index)));
  fair_.resize(members_.size());
  for (const std::uint32_t state : states) members_[component(state)].push_back(state);
}

bool FairComponents::inside(std::size_t number, std::uint32_t state) const {
  return place_[state] != outside && component(state) == number;
}

bool FairComponents::fair(std::size_t number) {
  if (!fair_[number]) fair_[number] = find_out(number);
  return *fair_[number];
}

bool FairComponents::find_out(std::size_t number) const {
  std::vector<bool> moves(graph_.copies), always_able(graph_.copies, true);
  for (const std::uint32_t state : members_[number]) {
    std::vector<bool> able(graph_.copies);
    for (const StepEdge& edge : graph_.edges(state)) {
      able[edge.mover] = true;
      if (inside(number, edge.target)) moves[edge.mover] = true;
    }
    if (graph_.also_able)
      for (const std::uint32_t copy : graph_.also_able(state)) able[copy] = true;
    for (std::size_t i = 0; i < graph_.copies; ++i) always_able[i] = always_able[i] && able[i];
  }
  bool result = std::ranges::find(moves, true) != moves.end();
  for (std::size_t i = 0; i < graph_.copies; ++i) result = result && (moves[i] || !always_able[i]);
  return result;
}

}  // namespace mc::explore
