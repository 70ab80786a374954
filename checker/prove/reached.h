// All reachable states, as an explicit search sees them, and clauses that hold in all of them.
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
  Reached(const Variables& variables, const explore::StateGraph& graph);

  /// A clause that holds in all states seen and in none of `cube`; nothing if one of them is in `cube`. It
  /// reads few of the cube's fields (shared ones if they will do; the next one chosen is the one that leaves
  /// the fewest states) and allows no value of them that it need not allow to hold in all states: a prime
  /// implicate of what was seen.
  std::optional<Clause> separating(const Cube& cube) const;

  /// That no task is where none has been seen: a clause a program counter of which not all is seen.
  Invariant places() const;

 private:
  using Set = boost::dynamic_bitset<>;  ///< of states

  const Set& where(const Literal& literal) const;
  unsigned distance(const Literal& literal) const;
  std::vector<Literal> few(const Cube& cube) const;
  std::optional<std::vector<Literal>> fewest(const Cube& cube) const;

  const Variables& variables_;
  std::size_t states_;
  std::vector<std::map<std::uint64_t, Set>> where_;  ///< by field, then value
  Set nowhere_;
};

}  // namespace mc::prove
