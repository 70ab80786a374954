// SPDX-License-Identifier: Apache-2.0
// Reached states, as an explicit search sees them, and clauses that hold in all of them.
#pragma once

#include <boost/dynamic_bitset.hpp>
#include <map>
#include <optional>
#include <vector>

#include "explore/state_graph.h"
#include "prove/cube.h"
#include "prove/invariant.h"

namespace mc::prove {

/// A table of states by field and value. Takes a bit a state for each value of each field that occurs.
class Reached {
 public:
  /// All states of `graph`.
  Reached(const Variables& variables, const explore::StateGraph& graph);
  /// `distance` says of every field how far a reader has to look for its meaning: 0, 1 or 2.
  Reached(std::vector<unsigned> distance, std::size_t states);

  /// The `state`-th has that value of that field, whose number is `order`.
  void add(std::size_t state, const Literal& literal);

  /// Values of a field that were seen, ascending.
  std::vector<std::uint64_t> codes(std::uint32_t order) const;

  /// A clause that holds in all states seen and in none of `cube`; nothing if one of them is in `cube`,
  /// as in the empty one, which holds every state. It
  /// reads few of the cube's fields (close ones if they will do; the next one chosen is the one that leaves
  /// the fewest states) and allows no value of them that it need not allow to hold in all states: a prime
  /// implicate of what was seen.
  std::optional<Clause> separating(const Cube& cube) const;

 private:
  using Set = boost::dynamic_bitset<>;  ///< of states

  const Set& where(const Literal& literal) const;
  std::optional<std::vector<Literal>> few(const Cube& cube) const;
  std::optional<std::vector<Literal>> fewest(const Cube& cube) const;

  std::vector<unsigned> distance_;  ///< by field
  std::size_t states_;
  std::vector<std::map<std::uint64_t, Set>> where_;  ///< by field, then value
  Set nowhere_;
};

}  // namespace mc::prove
