// SPDX-License-Identifier: Apache-2.0
#include "explore/state_graph.h"

#include <limits>
#include <new>

namespace mc::explore {

StateGraph::StateGraph(const GeneratorFactory& make_generator, const Options& options, Control& control)
    : control_(control),
      memory_limit_(options.limits.memory_bytes),
      generator_(make_generator()),
      visited_(generator_->words(), 1, memory_limit_) {
  try {
    explore();
  } catch (const std::bad_alloc&) {
    control_.halt(Control::Reason::memory);
  }
}

void StateGraph::explore() {
  std::vector<ir::Word> initial(generator_->words());
  generator_->initial(initial.data());
  insert(initial, 0);
  for (std::uint32_t state = 0; state < states(); ++state) {
    if (state % 1024 == 0) {
      control_.set_memory(memory_bytes());
      control_.poll();
    }
    if (control_.halted()) return;
    expand(state);
  }
}

void StateGraph::expand(std::uint32_t state) {
  successors_.clear();
  generator_->expand(words(state), successors_);
  insert({successors_.states.data(), successors_.states.size()}, state);
  const std::size_t width = generator_->words();
  for (std::size_t i = 0; i < successors_.movers.size(); ++i) {
    const auto target = visited_.find(successors_.states.data() + i * width);
    edges_.push_back({static_cast<std::uint32_t>(target.value()), successors_.movers[i]});
  }
  first_edge_.push_back(edges_.size());
  control_.add_expanded(1, successors_.movers.size());
  if (memory_limit_ != 0 && memory_bytes() > memory_limit_) throw std::bad_alloc();
}

void StateGraph::insert(std::span<const ir::Word> states, std::uint32_t parent) {
  std::vector<store::Number> fresh;
  const std::size_t width = generator_->words(), count = states.size() / width;
  std::size_t done = 0;
  while ((done += visited_.insert(0, states.data() + done * width, count - done, fresh)) < count) {
    visited_.grow();
    visited_.rehash(0);
  }
  parents_.insert(parents_.end(), fresh.size(), parent);
  if (parents_.size() >= std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc();
  control_.add_states(fresh.size());
}

std::uint64_t StateGraph::memory_bytes() const {
  return visited_.memory_bytes() + edges_.capacity() * sizeof(Edge) +
         first_edge_.capacity() * sizeof(std::size_t) + parents_.capacity() * sizeof(std::uint32_t);
}

}  // namespace mc::explore
