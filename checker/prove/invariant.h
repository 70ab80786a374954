// SPDX-License-Identifier: Apache-2.0
// Inductive invariants: sets of clauses about the fields of a state.
#pragma once

#include <z3++.h>

#include <cstdint>
#include <vector>

#include "ir/state.h"
#include "prove/cube.h"
#include "prove/variables.h"

namespace mc::prove {

/// The field holds one of `codes`; or none of them, if `in` is false.
struct Member {
  std::uint32_t order = 0;           ///< position in Variables::positions()
  std::vector<std::uint64_t> codes;  ///< ascending
  bool in = true;
  auto operator<=>(const Member&) const = default;
};

/// One of the members holds. Sorted by field, and at most one member a field.
using Clause = std::vector<Member>;

/// All clauses hold.
using Invariant = std::vector<Clause>;

/// That a state is not in `cube`.
Clause outside(const Cube& cube);

bool holds(const Variables& variables, const Clause& clause, const ir::State& state);

/// `fields` are variables in the order of Variables::positions().
z3::expr formula(const Member& member, const z3::expr_vector& fields);
z3::expr formula(const Clause& clause, const z3::expr_vector& fields);
z3::expr formula(const Invariant& invariant, const z3::expr_vector& fields);

}  // namespace mc::prove
