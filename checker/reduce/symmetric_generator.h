// SPDX-License-Identifier: Apache-2.0
// Symmetry reduction: a generator of states up to symmetry.
#pragma once

#include <memory>
#include <utility>

#include "reduce/canonical.h"
#include "reduce/forwarding_generator.h"

namespace mc::reduce {

/// Yields what another generator does, with every state replaced by the one that stands for it. Movers, moves
/// of violations and valuations are those of the state that was expanded.
class SymmetricGenerator : public ForwardingGenerator {
 public:
  SymmetricGenerator(std::unique_ptr<ir::Generator> generator, const Canonical& canonical)
      : ForwardingGenerator(std::move(generator)), canonical_(canonical) {}

  void initial(ir::Word* state) override {
    ForwardingGenerator::initial(state);
    canonical_.apply(state);
  }
  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override {
    std::size_t next = out.states.size();
    ForwardingGenerator::expand_all(states, count, out);
    for (; next < out.states.size(); next += words()) canonical_.apply(out.states.data() + next);
  }
  void pack(const ir::State& state, ir::Word* packed) const override {
    ForwardingGenerator::pack(state, packed);
    canonical_.apply(packed);
  }

 private:
  const Canonical& canonical_;
};

}  // namespace mc::reduce
