// SPDX-License-Identifier: Apache-2.0
// Systems that are one for each number of something: n copies of some tasks, n elements of some arrays.
#pragma once

#include <string>
#include <vector>

namespace mc::ir {

/// What a model has one of for each below a parameter, all treated alike: frontend/family.h says how, and
/// finds it out.
struct Family {
  std::vector<std::string> tasks;   ///< as many copies
  std::vector<std::string> arrays;  ///< global, as many elements
  /// How many others one step may depend on, beside the one whose task it is: where a condition is about
  /// somebody, one of whom it is true is enough.
  unsigned witnesses = 0;
  unsigned predicate_witnesses = 0;  ///< how many the violation of an invariant is about
};

}  // namespace mc::ir
