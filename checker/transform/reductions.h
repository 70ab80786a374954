// SPDX-License-Identifier: Apache-2.0
// Reductions: what may be left out of a search, each switchable.
#pragma once

namespace mc::transform {

struct Reductions {
  bool partial_order = true;   ///< choices before they matter: transform/delay_choices.h
  bool slicing = true;         ///< variables that no judged property depends on: transform/slice.h
  bool dead_variables = true;  ///< local variables that nobody reads again: transform/dead_variables.h
  bool symmetry = true;        ///< states that differ in the names of MC_SYMMETRIC indices: reduce/symmetry.h
};

}  // namespace mc::transform
