// SPDX-License-Identifier: Apache-2.0
// Questions about one state, in the words of the model: "folios[0].uptodate == 0 && vmas[0].pte[0] !=
// PTE_NONE".
#pragma once

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "ir/state.h"
#include "ir/system.h"

namespace mc::trace {

/// What was asked makes no sense to this system; the message says what does.
struct ConditionError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A shared variable, or its comparison with a value.
struct Term {
  enum class Operator { none, equal, unequal, less, less_equal, greater, greater_equal };
  std::uint32_t slot = 0;  ///< of System::globals
  Operator compared = Operator::none;
  ir::Value with = 0;

  /// The variable's value, or whether the comparison holds.
  ir::Value value(const ir::State& state) const;
};

/// "VARIABLE", "!VARIABLE" or "VARIABLE OPERATOR VALUE", where VALUE is written as traces print it (0 and 1
/// are false and true). Throws ConditionError.
Term parse_term(const ir::System& system, const std::string& text);

/// Terms joined by && and, more loosely, ||.
class Condition {
 public:
  /// Throws ConditionError.
  Condition(const ir::System& system, const std::string& text);
  bool holds(const ir::State& state) const;

 private:
  std::vector<std::vector<Term>> alternatives_;
};

}  // namespace mc::trace
