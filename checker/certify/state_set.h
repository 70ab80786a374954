// SPDX-License-Identifier: Apache-2.0
// State set: a set of packed states as a certificate has it: sorted, distinct, all of them in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "ir/layout.h"

namespace mc::certify {

class StateSet {
 public:
  /// States of `words` words each, one after the other, in any order; repeats are dropped.
  StateSet(unsigned words, std::vector<ir::Word> states);

  unsigned words() const { return words_; }
  std::uint64_t size() const { return states_.size() / words_; }
  const ir::Word* state(std::uint64_t number) const { return states_.data() + number * words_; }
  bool contains(const ir::Word* state) const;

 private:
  unsigned words_;
  std::vector<ir::Word> states_;  ///< ascending, as sequences of words
};

}  // namespace mc::certify
