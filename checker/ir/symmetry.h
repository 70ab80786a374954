// SPDX-License-Identifier: Apache-2.0
// Interchangeable indices: what exchanging two of them does to a state.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "ir/state.h"
#include "ir/system.h"

namespace mc::ir {

/// Pairs of values that an exchange turns into one another; all others stay.
using ValuePairs = std::vector<std::pair<Value, Value>>;

Value renamed(const ValuePairs& pairs, Value value);

/// The exchange of two neighbouring indices, as a map from states to states that is its own inverse: values
/// that hold an index are renamed, then slots change places. Positions are those of StateIndex.
struct Exchange {
  /// A slot whose values are renamed: a frame's slot where its copy's program counter is `location`.
  struct Renaming {
    static constexpr std::uint32_t everywhere = 0xffffffff;
    std::size_t position = 0;
    std::size_t counter = 0;              ///< position of the program counter; unused if `everywhere`
    std::uint32_t location = everywhere;  ///< instruction number
    ValuePairs pairs;
  };
  std::vector<Renaming> renamings;
  std::vector<std::pair<std::size_t, std::size_t>> swaps;  ///< each slot at most once
};

/// Indices 0..count-1, any of which may be exchanged: every exchange takes steps to steps, by copies of the
/// same tasks, the initial state to itself, and states that break a property to states that break it.
struct Symmetry {
  std::string name;
  unsigned count = 0;
  std::vector<Exchange> exchanges;  ///< the k-th is that of k and k + 1
};

State exchanged(const Exchange& exchange, State state);

}  // namespace mc::ir
