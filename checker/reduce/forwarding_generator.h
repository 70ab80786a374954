// SPDX-License-Identifier: Apache-2.0
// Forwarding generator (decorator): a generator that does what another one does; whoever derives from it says
// what it does differently.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "ir/generator.h"

namespace mc::reduce {

class ForwardingGenerator : public ir::Generator {
 public:
  explicit ForwardingGenerator(std::unique_ptr<ir::Generator> generator) : generator_(std::move(generator)) {}

  unsigned words() const override { return generator_->words(); }
  unsigned word_bits(unsigned word) const override { return generator_->word_bits(word); }
  unsigned state_bits() const override { return generator_->state_bits(); }
  void initial(ir::Word* state) override { generator_->initial(state); }
  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override {
    generator_->expand_all(states, count, out);
  }
  ir::ObservationId observe(const ir::Word* state) override { return generator_->observe(state); }
  const std::vector<bool>& covered() const override { return generator_->covered(); }
  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId formula) const override {
    return generator_->valuations(formula);
  }
  ir::State unpack(const ir::Word* state) const override { return generator_->unpack(state); }
  void pack(const ir::State& state, ir::Word* packed) const override { generator_->pack(state, packed); }

 private:
  std::unique_ptr<ir::Generator> generator_;
};

}  // namespace mc::reduce
