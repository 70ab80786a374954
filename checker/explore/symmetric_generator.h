// A generator of states up to symmetry.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "explore/canonical.h"
#include "ir/generator.h"

namespace mc::explore {

/// Yields what another generator does, with every state replaced by the one that stands for it. Movers, moves
/// of violations and valuations are those of the state that was expanded.
class SymmetricGenerator : public ir::Generator {
 public:
  SymmetricGenerator(std::unique_ptr<ir::Generator> generator, const Canonical& canonical)
      : generator_(std::move(generator)), canonical_(canonical) {}

  unsigned words() const override { return generator_->words(); }
  unsigned word_bits(unsigned word) const override { return generator_->word_bits(word); }
  unsigned state_bits() const override { return generator_->state_bits(); }
  void initial(ir::Word* state) override {
    generator_->initial(state);
    canonical_.apply(state);
  }
  void expand(const ir::Word* state, ir::Successors& out) override {
    std::size_t next = out.states.size();
    generator_->expand(state, out);
    for (; next < out.states.size(); next += words()) canonical_.apply(out.states.data() + next);
  }
  ir::ObservationId observe(const ir::Word* state) override { return generator_->observe(state); }
  const std::vector<bool>& covered() const override { return generator_->covered(); }
  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId formula) const override {
    return generator_->valuations(formula);
  }
  ir::State unpack(const ir::Word* state) const override { return generator_->unpack(state); }
  void pack(const ir::State& state, ir::Word* packed) const override {
    generator_->pack(state, packed);
    canonical_.apply(packed);
  }

 private:
  std::unique_ptr<ir::Generator> generator_;
  const Canonical& canonical_;
};

}  // namespace mc::explore
