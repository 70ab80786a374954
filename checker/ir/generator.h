// SPDX-License-Identifier: Apache-2.0
// What a search needs from a model, whatever computes it: compiled code or the interpreter. States are
// packed into 64-bit words and mean nothing to the search.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "ir/interpreter.h"
#include "ir/layout.h"
#include "ir/system.h"
#include "store/word_buffer.h"

namespace mc::ir {

/// What the expansion of some states yields. Reused; clear() keeps its memory.
struct Successors {
  store::WordBuffer states;           ///< successor states, one after the other, words() each
  std::vector<std::uint32_t> movers;  ///< by successor: which copy moved; copies are numbered task by task
  struct Violation {
    Move move;
    ObservationId observation;
    std::uint32_t place = 0;  ///< of the state among those that were expanded
  };
  std::vector<Violation> violations;     ///< checks that failed, of one state in the order of its moves
  std::vector<std::uint32_t> deadlocks;  ///< places of the deadlocked states among those that were expanded
  void clear() {
    states.clear();
    movers.clear();
    violations.clear();
    deadlocks.clear();
  }
};

/// A next-state generator. One object per thread: it keeps scratch memory, covers and valuations.
class Generator {
 public:
  virtual ~Generator() = default;

  /// Words a packed state takes; equal states have equal words.
  virtual unsigned words() const = 0;
  /// Bits of a word that may be set: its lowest.
  virtual unsigned word_bits(unsigned word) const = 0;
  virtual unsigned state_bits() const = 0;
  virtual void initial(Word* state) = 0;

  /// Appends to `out` what every move from `state` leads to, in the order of the movers. One successor a run,
  /// repeats included.
  void expand(const Word* state, Successors& out) { expand_all(state, 1, out); }

  /// The same for `count` states that stand one after the other; their successors come in any order.
  virtual void expand_all(const Word* states, std::size_t count, Successors& out) = 0;

  /// Evaluates invariants and covers in `state`; the first invariant observation that fails, or none.
  virtual ObservationId observe(const Word* state) = 0;

  /// Properties of kind cover that were seen to hold so far, by PropertyId.
  virtual const std::vector<bool>& covered() const = 0;

  /// Distinct argument tuples that `formula` (checks and invariants) was evaluated with so far.
  virtual std::vector<std::vector<Value>> valuations(FormulaId formula) const = 0;

  virtual State unpack(const Word* state) const = 0;
  virtual void pack(const State& state, Word* packed) const = 0;
};

}  // namespace mc::ir
