// SPDX-License-Identifier: Apache-2.0
// The slow reference engine: a Generator that interprets. Needs no compiler and starts at once.
#pragma once

#include <set>
#include <vector>

#include "ir/generator.h"

namespace mc::ir {

class InterpretedGenerator : public Generator {
 public:
  explicit InterpretedGenerator(const System& system);

  unsigned words() const override { return layout_.words(); }
  unsigned word_bits(unsigned word) const override { return layout_.word_bits(word); }
  unsigned state_bits() const override { return layout_.bits(); }
  void initial(Word* state) override { layout_.pack(interpreter_.initial(), state); }
  void expand_all(const Word* states, std::size_t count, Successors& out) override;
  ObservationId observe(const Word* state) override;
  const std::vector<bool>& covered() const override { return covered_; }
  std::vector<std::vector<Value>> valuations(FormulaId formula) const override;
  State unpack(const Word* state) const override { return layout_.unpack(state); }
  void pack(const State& state, Word* packed) const override { layout_.pack(state, packed); }

 private:
  void expand_one(const State& state, std::uint32_t place, Successors& out);
  void record(const Outcome& outcome);
  void cover(ObservationId observation);
  std::set<std::vector<Value>>& valuations_of(ObservationId observation);

  const System* system_;
  Interpreter interpreter_;
  Layout layout_;
  std::vector<bool> covered_;
  std::vector<std::set<std::vector<Value>>> valuations_;  ///< by FormulaId
};

}  // namespace mc::ir
