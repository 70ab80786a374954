// SPDX-License-Identifier: Apache-2.0
// Cubes: sets of states that are conjunctions of values of fields.
#pragma once

#include <z3++.h>

#include <cstdint>
#include <vector>

#include "ir/state.h"
#include "prove/variables.h"

namespace mc::prove {

/// A field holds a value, both as Variables has them.
struct Literal {
  std::uint32_t order = 0;  ///< position in Variables::positions()
  std::uint64_t code = 0;
  auto operator<=>(const Literal&) const = default;
};

/// All states in which every literal holds. Sorted.
using Cube = std::vector<Literal>;

/// The one cube that holds `state` and no other state.
Cube cube_of(const Variables& variables, const ir::State& state);

bool contains(const Variables& variables, const Cube& cube, const ir::State& state);

/// Whether every state of `b` is in `a`, by comparing literals.
bool subsumes(const Cube& a, const Cube& b);

/// `fields` are variables in the order of Variables::positions().
z3::expr formula(const Literal& literal, const z3::expr_vector& fields);
z3::expr formula(const Cube& cube, const z3::expr_vector& fields);

}  // namespace mc::prove
