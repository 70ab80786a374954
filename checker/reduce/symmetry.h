// SPDX-License-Identifier: Apache-2.0
// Symmetry (scalarsets): which indices are interchangeable, and what exchanging them does to a state.
//
// frontend/family.h decides a like question about the source, for any number. It does not do for this: it
// refuses much that is symmetric (loops over all of several steps, an index that is stored or counted with),
// and what is searched is not the source, but what the transforms have made of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ir/symmetry.h"
#include "ir/system.h"

namespace mc::reduce {

/// What became of an MC_SYMMETRIC.
struct SymmetryFinding {
  std::optional<ir::Symmetry> symmetry;
  std::string
      objection;  ///< if there is none: what tells the indices apart, and where; empty: there is one only
};

/// The symmetry of `system` that its author declares by MC_SYMMETRIC(name), `name` being a parameter: a
/// scalarset (Ip and Dill 1996), its exchanges acting on the copies of tasks of which there are so many, on
/// arrays subscripted by such an index, and on variables that hold one.
///
/// Sound because nothing is taken on trust: that each exchange of neighbours is an automorphism of this very
/// system is checked statement by statement (reduce/symmetry_check.h); they generate all permutations. A
/// state and its images then have the same future up to names, so that one of them stands for all (Clarke,
/// Enders, Filkorn and Jha 1996).
SymmetryFinding find_symmetry(const ir::System& system, const std::string& name);

}  // namespace mc::reduce
