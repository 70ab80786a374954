// SPDX-License-Identifier: Apache-2.0
// State graph: all reachable states and the steps between them, in memory: what questions about endless runs
// need.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "explore/control.h"
#include "explore/fairness.h"
#include "explore/options.h"
#include "ir/generator.h"
#include "store/numbered_set.h"

namespace mc::explore {

/// States are numbered in breadth-first order, the initial one is 0. Takes 8 bytes a step and 12 a state
/// beside the visited set.
class StateGraph {
 public:
  using Edge = StepEdge;

  /// Explores with one thread. Halts `control`, and is a part only, when it does not fit into the limits.
  StateGraph(const GeneratorFactory& make_generator, const Options& options, Control& control);

  std::uint32_t states() const { return static_cast<std::uint32_t>(parents_.size()); }
  std::span<const Edge> edges(std::uint32_t state) const {
    return std::span(edges_).subspan(first_edge_[state], first_edge_[state + 1] - first_edge_[state]);
  }
  /// A predecessor on a shortest run to `state`; of the initial state itself.
  std::uint32_t parent(std::uint32_t state) const { return parents_[state]; }
  const ir::Word* words(std::uint32_t state) const { return visited_[state]; }
  ir::Generator& generator() const { return *generator_; }

 private:
  void explore();
  void expand(std::uint32_t state);
  void insert(std::span<const ir::Word> states, std::uint32_t parent);
  std::uint64_t memory_bytes() const;

  Control& control_;
  std::uint64_t memory_limit_;
  std::unique_ptr<ir::Generator> generator_;
  store::NumberedSet visited_;
  std::vector<std::uint32_t> parents_;
  std::vector<std::size_t> first_edge_{0};
  std::vector<Edge> edges_;
  ir::Successors successors_;
};

}  // namespace mc::explore
