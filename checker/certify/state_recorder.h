// SPDX-License-Identifier: Apache-2.0
// State recorder: a generator for whoever makes a certificate: it interprets, and keeps every state that a
// search expands. (An exhaustive search expands them all.)
#pragma once

#include <vector>

#include "certify/encoding.h"
#include "ir/generator.h"

namespace mc::certify {

class StateRecorder : public ir::Generator {
 public:
  /// Appends to `states`, which must outlive the object and belong to it alone.
  StateRecorder(const ir::System& system, std::vector<ir::Word>& states)
      : system_(system),
        interpreter_(system),
        encoding_(system),
        states_(states),
        covered_(system.properties.size()) {}

  unsigned words() const override { return encoding_.words(); }
  unsigned word_bits(unsigned) const override { return 64; }
  unsigned state_bits() const override { return 64 * words(); }
  void initial(ir::Word* state) override { encoding_.encode(interpreter_.initial(), state); }
  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override;
  ir::ObservationId observe(const ir::Word* state) override;

  /// Neither covers nor valuations are kept: they say nothing of a certificate.
  const std::vector<bool>& covered() const override { return covered_; }
  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId) const override { return {}; }

  ir::State unpack(const ir::Word* state) const override { return encoding_.decode(state).value(); }
  void pack(const ir::State& state, ir::Word* packed) const override { encoding_.encode(state, packed); }

 private:
  void expand_one(const ir::Word* words, std::uint32_t place, ir::Successors& out);
  const ir::System& system_;
  ir::Interpreter interpreter_;
  Encoding encoding_;
  std::vector<ir::Word>& states_;
  std::vector<bool> covered_;
};

}  // namespace mc::certify
