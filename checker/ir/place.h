// SPDX-License-Identifier: Apache-2.0
// A place: where a load reads and an assignment writes. Addresses are slot numbers, never bytes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ir/expression.h"

namespace mc::ir {

enum class Space : std::uint8_t {
  shared,     ///< System::globals
  local,      ///< Task::frame of the running copy; survives from step to step
  temporary,  ///< Task::temporaries; every step starts with all of them 0
};

/// One subscript: adds value * stride slots. A check that 0 <= value < count stands before the access.
struct Subscript {
  ExprId value = ExprId::none;
  std::uint32_t stride = 1;
  std::uint32_t count = 1;
  bool operator==(const Subscript&) const = default;
};

/// Through a pointer: starts at the first slot of object `value` - 1 of System::domains[domain].
/// A check that it is not NULL stands before the access. Pointees are always in Space::shared.
struct Dereference {
  ExprId value = ExprId::none;
  std::uint32_t domain = 0;
  bool operator==(const Dereference&) const = default;
};

/// slot = [first slot of the pointee +] base + sum of value * stride, in `space`.
struct Place {
  Space space = Space::shared;
  std::uint32_t base = 0;
  std::vector<Subscript> subscripts;
  std::optional<Dereference> pointer;
  Type type;  ///< of the slot; all slots the place can name have the same type
  bool operator==(const Place&) const = default;

  /// True if the slot is known without running the model (in Space::local: relative to the frame).
  bool is_static() const { return subscripts.empty() && !pointer; }
};

}  // namespace mc::ir
