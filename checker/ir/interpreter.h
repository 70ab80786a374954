// SPDX-License-Identifier: Apache-2.0
// The reference interpreter: the meaning of a System. Slow and obvious; every engine is tested against
// it, and every trace is replayed by it before it is printed.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/state.h"
#include "ir/system.h"

namespace mc::ir {

/// One step of one copy of one task, with the values its choices took, in order.
struct Move {
  std::uint32_t task = 0;
  std::uint32_t copy = 0;
  std::vector<std::uint32_t> choices;
  bool operator==(const Move&) const = default;
};

/// What became of one run of a step.
struct Outcome {
  enum class Kind : std::uint8_t {
    successor,  ///< `state` is the next state
    blocked,    ///< an await was false, or a choice had nothing to choose from
    pruned,     ///< an assume was false
    violated,   ///< `observation` failed; `state` is as it was at that moment, program counter unchanged
  };
  Kind kind = Kind::blocked;
  Move move;
  State state;
  ObservationId observation = ObservationId::none;
  std::vector<Value> arguments;             ///< of the failed observation
  std::vector<std::uint32_t> instructions;  ///< executed, in order
  std::vector<ObservationId> covered;       ///< cover instructions that held
  struct Evaluation {
    ObservationId observation = ObservationId::none;
    std::vector<Value> arguments;
  };
  std::vector<Evaluation> evaluations;  ///< of check instructions, in order; the failed one included
};

class Interpreter {
 public:
  explicit Interpreter(const System& system);

  const StateIndex& index() const { return index_; }
  State initial() const;

  /// Every run of the next step of that copy, in the order of their choices (all 0 first, last choice
  /// fastest). A finished task has none.
  std::vector<Outcome> runs(const State& state, std::uint32_t task, std::uint32_t copy) const;

  /// Every run of every task, task by task and copy by copy.
  std::vector<Outcome> runs(const State& state) const;

  /// The single run that `move` names. A missing choice is taken as 0; one that is not there blocks.
  /// Of a finished task: blocked. Throws std::logic_error when a store would leave its place or its type,
  /// for the checks before it exclude that.
  Outcome run(const State& state, const Move& move) const;

  bool finished(const State& state, std::uint32_t task, std::uint32_t copy) const;

  /// No run is a successor, a violation or pruned, and some task that is no daemon is unfinished.
  bool deadlocked(const State& state) const;

  /// Arguments of an observation on shared places, and whether its formula holds for given arguments.
  std::vector<Value> arguments(const State& state, ObservationId observation) const;
  bool holds(ObservationId observation, const std::vector<Value>& arguments) const;

 private:
  const System* system_;
  StateIndex index_;
};

}  // namespace mc::ir
