// SPDX-License-Identifier: Apache-2.0
// Flattening: a system as other checkers can write it: named variables and arrays of one dimension, no
// pointers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::exporter {

/// A scalar, or an array of all slots that one place can name.
struct Variable {
  std::string name;                ///< a C identifier, not necessarily unique: "folios_dirty"
  std::string origin;              ///< of the first slot: "folios[0].dirty"
  ir::Type type;                   ///< of every element
  std::uint32_t first = 0;         ///< slot number of its first element
  std::vector<ir::Value> initial;  ///< one an element
  bool is_array() const { return initial.size() > 1; }
};

struct Variables {
  std::vector<Variable> shared;
  std::vector<std::vector<Variable>> local, temporary;  ///< by task

  /// The variables of a space as `task` sees it.
  const std::vector<Variable>& of(ir::Space space, std::size_t task) const;
  /// The one that has this slot.
  const Variable& at(ir::Space space, std::size_t task, std::uint32_t slot) const;
};

struct Flat {
  /// The same transitions. Elements of one variable have adjacent slots. A place is a slot (no subscript), or
  /// the element of a variable that its only subscript, of stride 1, selects; then `base` is its first slot.
  /// Leads-to properties are left out.
  ir::System system;
  Variables variables;
  /// By task and instruction: the formula of a check, its arguments put in.
  std::vector<std::vector<ir::ExprId>> checks;

  struct Invariant {
    ir::PropertyId property = ir::PropertyId::none;
    ir::ExprId expression = ir::ExprId::none;
  };
  std::vector<Invariant> invariants;
};

Flat flatten(const ir::System& system);

/// "folios[1].dirty" as an identifier: "folios_1_dirty", or without subscripts "folios_dirty".
std::string identifier(const std::string& name, bool with_subscripts);

}  // namespace mc::exporter
