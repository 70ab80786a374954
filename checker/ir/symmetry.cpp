// SPDX-License-Identifier: Apache-2.0
#include "ir/symmetry.h"

namespace mc::ir {

Value renamed(const ValuePairs& pairs, Value value) {
  for (const auto& [a, b] : pairs) {
    if (value == a) return b;
    if (value == b) return a;
  }
  return value;
}

State exchanged(const Exchange& exchange, State state) {
  for (const Exchange::Renaming& each : exchange.renamings)
    if (each.location == Exchange::Renaming::everywhere || state[each.counter] == each.location)
      state[each.position] = renamed(each.pairs, state[each.position]);
  for (const auto& [a, b] : exchange.swaps) std::swap(state[a], state[b]);
  return state;
}

}  // namespace mc::ir
