// SPDX-License-Identifier: Apache-2.0
// Weak fairness: the strongly connected components of a state graph in which a fair run can stay for ever.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace mc::explore {

/// A step of one copy, as an edge of a graph of numbered states.
struct StepEdge {
  std::uint32_t target = 0;
  std::uint32_t mover = 0;  ///< copy that moved; copies are numbered task by task
};

/// The components of some states and of the steps among them. A run is fair if a copy that is able to move
/// from some moment on for ever moves again and again (Lichtenstein and Pnueli 1985).
class FairComponents {
 public:
  struct Graph {
    std::uint32_t states = 0;  ///< numbers of states are below
    std::size_t copies = 0;
    std::function<std::span<const StepEdge>(std::uint32_t)> edges;  ///< of a state, all of them
    /// Copies that are able to move, beside those of the edges; may be empty.
    std::function<std::span<const std::uint32_t>(std::uint32_t)> also_able;
  };

  FairComponents(Graph graph, std::span<const std::uint32_t> states);

  std::size_t count() const { return members_.size(); }
  std::size_t component(std::uint32_t state) const { return components_[place_[state]]; }
  /// False, too, for a state that is none of those given.
  bool inside(std::size_t component, std::uint32_t state) const;

  /// Some fair run stays in the component for ever: it has a step inside, and every copy moves inside or is
  /// unable to move in one of its states. Found out when it is asked for first.
  bool fair(std::size_t component);

 private:
  bool find_out(std::size_t component) const;

  Graph graph_;
  std::vector<std::uint32_t> place_;     ///< by state: its place among those given, or ~0
  std::vector<std::size_t> components_;  ///< by place
  std::vector<std::vector<std::uint32_t>> members_;
  std::vector<std::optional<bool>> fair_;
};

}  // namespace mc::explore
