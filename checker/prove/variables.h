// SPDX-License-Identifier: Apache-2.0
// State variables: the slots of a state as bit-vectors, one a field of ir::Layout, which holds the slot's
// value minus the least of its type, or the location number of a program counter.
#pragma once

#include <z3++.h>

#include <optional>
#include <string>
#include <vector>

#include "ir/layout.h"
#include "ir/state.h"
#include "ir/system.h"

namespace mc::prove {

class Variables {
 public:
  /// `context` and `system` must outlive it.
  Variables(z3::context& context, const ir::System& system);

  z3::context& context() const { return *context_; }
  const ir::System& system() const { return *system_; }
  const ir::StateIndex& index() const { return index_; }
  const ir::Layout& layout() const { return layout_; }

  /// Positions of a state, as StateIndex counts, that can hold more than one value. All vectors of variables
  /// are in this order.
  const std::vector<std::size_t>& positions() const { return positions_; }
  unsigned bits(std::size_t position) const { return layout_.field(position).bits; }

  /// The task whose program counter stands at `position`.
  std::optional<std::size_t> task_of(std::size_t position) const {
    return task_of_[position] < 0 ? std::nullopt
                                  : std::optional(static_cast<std::size_t>(task_of_[position]));
  }
  /// The greatest value of a field.
  std::uint64_t most_code(std::size_t position) const;

  /// The variables of the state a step starts from, and of the one it leads to.
  const z3::expr_vector& current() const { return current_; }
  const z3::expr_vector& next() const { return next_; }

  /// The value of a slot before the step, as 64 bits.
  z3::expr value(std::size_t position) const;
  /// `value`, 64 bits and within the type of the slot, as its field holds it. Not for a field of 0 bits.
  z3::expr code(std::size_t position, const z3::expr& value) const;
  /// Whether the program counter at `position` is at a step start, before the step.
  z3::expr at(std::size_t position, std::size_t task, std::uint32_t instruction) const;
  /// A step start as the field at `position` holds it. Not for a field of 0 bits.
  z3::expr location(std::size_t position, std::size_t task, std::uint32_t instruction) const;

  /// That every one of `variables` holds a value of its type. No store leaves its type: what the frontend
  /// checks and the interpreter insists on.
  z3::expr in_range(const z3::expr_vector& variables) const;
  /// That `variables` are the initial state.
  z3::expr initial(const z3::expr_vector& variables) const;

  /// What a field holds in the initial state.
  std::uint64_t initial_code(std::size_t position) const;
  /// What a field holds in `state`.
  std::uint64_t code_of(const ir::State& state, std::size_t position) const;
  /// The state that `model` gives `variables`.
  ir::State decode(const z3::model& model, const z3::expr_vector& variables) const;

 private:
  z3::expr_vector make(const std::string& suffix) const;

  z3::context* context_;
  const ir::System* system_;
  ir::StateIndex index_;
  ir::Layout layout_;
  std::vector<long> task_of_;  ///< by position: the task whose program counter it is, or -1
  std::vector<std::size_t> positions_;
  std::vector<unsigned> order_;  ///< by position: where it stands in positions_
  z3::expr_vector current_, next_;
};

/// `value` of any field as a number of `bits` bits.
z3::expr numeral(z3::context& context, std::uint64_t value, unsigned bits);

}  // namespace mc::prove
