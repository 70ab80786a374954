// SPDX-License-Identifier: Apache-2.0
// State partition: where a state of one member of a family keeps what belongs to each of the many, and what
// belongs to nobody.
#pragma once

#include <stdexcept>
#include <vector>

#include "ir/family.h"
#include "ir/state.h"
#include "ir/system.h"

namespace mc::parameterized {

/// Positions as ir::StateIndex counts.
struct Shape {
  std::vector<std::size_t> global;
  /// By number: elements of arrays, frame and program counter of its tasks. Position for position the same of
  /// everybody.
  std::vector<std::vector<std::size_t>> locals;

  std::size_t size() const { return locals.size(); }
};

/// A state in which one of the many is named by more than where it is kept; the message says by what.
struct Unsuitable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws Unsuitable if a variable may point to an element of one of the many, and std::logic_error if
/// `system`, a member of `family`, does not have as many of each, or if they do not all start the same.
Shape shape_of(const ir::System& system, const ir::Family& family);

}  // namespace mc::parameterized
