// SPDX-License-Identifier: Apache-2.0
// Compiled successor generator: drives compiled steps, which copy, which location, which choices.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "codegen/runtime.h"
#include "codegen/valuation_recorder.h"
#include "ir/generator.h"
#include "ir/layout.h"

namespace mc::codegen {

/// Addresses of the compiled functions.
struct Steps {
  std::shared_ptr<const void> owner;  ///< keeps the machine code alive
  /// By task, copy and location number; nullptr at `end`.
  std::vector<std::vector<std::vector<StepFunction>>> steps;
  Observe observe = nullptr;
};

class CompiledGenerator : public ir::Generator {
 public:
  CompiledGenerator(const ir::System& system, const ir::Layout& layout, const Steps& steps);

  unsigned words() const override { return layout_.words(); }
  unsigned word_bits(unsigned word) const override { return layout_.word_bits(word); }
  unsigned state_bits() const override { return layout_.bits(); }
  void initial(ir::Word* state) override;
  void expand_all(const ir::Word* states, std::size_t count, ir::Successors& out) override;
  ir::ObservationId observe(const ir::Word* state) override;
  const std::vector<bool>& covered() const override;
  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId formula) const override {
    return recorder_.valuations(formula);
  }
  ir::State unpack(const ir::Word* state) const override { return layout_.unpack(state); }
  void pack(const ir::State& state, ir::Word* packed) const override { layout_.pack(state, packed); }

 private:
  /// A copy of a task, and where its program counter stands in a state.
  struct Copy {
    std::uint32_t task = 0, copy = 0;
    bool daemon = false;
    std::uint32_t word = 0, shift = 0;
    ir::Word mask = 0;
    const StepFunction* steps = nullptr;
  };

  void add_copies(std::uint32_t task);
  void group_by_location(const Copy& copy, const ir::Word* states, std::size_t count);
  void run(std::uint32_t mover, std::uint32_t location, const ir::Word* states, ir::Successors& out);
  void report(const Copy& copy, std::uint32_t status, std::uint32_t place, ir::Successors& out) const;
  bool next_choices();

  const ir::System& system_;
  const ir::Layout& layout_;
  Steps steps_;
  std::vector<Copy> copies_;
  ValuationRecorder recorder_;
  /// Of the states that are expanded: those where a copy that is to end has not (`unfinished`), and where
  /// some run was not blocked (`moved`).
  std::vector<std::uint8_t> able_;
  /// The states by the location of one copy: the first of each location, the next of each state, and which
  /// locations there are.
  std::vector<std::uint32_t> first_, next_, locations_;
  std::vector<std::uint32_t> choices_;
  std::vector<ir::Value> bounds_;
  std::vector<std::uint8_t> covered_bytes_;
  mutable std::vector<bool> covered_;
  std::size_t words_;
  Runtime runtime_;
};

}  // namespace mc::codegen
