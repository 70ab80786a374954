// SPDX-License-Identifier: Apache-2.0
// Parameterised models: whether a model treats all below one of its parameters alike, so that what is found
// out about a few of them is true of any number.
//
// reduce/symmetry.h decides a like question about a system of one size, whose loops over the parameter the
// frontend has unrolled: there a loop is as many statements, and what one of them does is no longer seen to
// be done for each. Symmetry at every size would not be enough either: what holds for four need not hold for
// five, say if a check counts. So this looks at the source, where the loop is still one.
#pragma once

#include <clang/AST/ASTContext.h>

#include <string>

#include "frontend/frontend.h"

namespace mc::frontend {

/// What the model has one of for each below `parameter`, by looking at its source. Throws Refused where it
/// does what is not the same for every number. It may
///  - have `parameter` copies of a task, arrays of static storage with `parameter` elements, and loops from
///    the first to the last of them that are part of one step;
///  - name an element by `self`, a loop's variable or a parameter of a function that one of these is given
///    to, and compare these with one another for equality, but do nothing else with their numbers; a local
///    struct may be initialised with a pointer to the element of the task itself;
///  - in a loop change the element that it is at, and set variables to one constant each, or by |= and &=, so
///    that the order of the elements makes no difference (a broadcast, and an existential or universal
///    condition); read nothing in it that another iteration may have changed.
ir::Family family_of(const clang::ASTContext& context, const std::string& parameter);

}  // namespace mc::frontend
