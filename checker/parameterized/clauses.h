// SPDX-License-Identifier: Apache-2.0
// Quantified clauses: invariants for any number of the many: "for all p and q there is never ...", as few and
// as short as a proof needs.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "parameterized/views.h"
#include "prove/transition.h"

namespace mc::parameterized {

/// A field of a view holds one of some values, or none of them, as ir::Layout codes them.
struct ViewLiteral {
  /// Whose field: 0 of nobody, i of the i-th of those that the clause is about.
  unsigned who = 0;
  std::size_t field = 0;              ///< number in Shape::global or Shape::locals[...]
  std::vector<std::uint64_t> values;  ///< ascending
  bool in = true;                     ///< false: none of them
};

/// That for no choice of distinct ones among the many all literals hold.
using ForbiddenCube = std::vector<ViewLiteral>;

/// Steps that are taken by the first of the many, or by nobody of them: those of the others are images of
/// these, and so are clauses. The arguments must outlive the answer.
prove::StepFilter by_first(const prove::Transition& transition, const Shape& shape);

/// Clauses that hold in all `views`, are inductive, and exclude whatever is bad: learned from Z3's
/// counterexamples to induction (prove/learner.h), each of which has a view that is not among `views`, for
/// these are closed; less those that the proof does not need. `transition` is that of the system of M.
/// `interrupted` is asked now and then; if it says so, the result is empty. Throws std::logic_error if Z3
/// finds what `views` excludes.
std::vector<ForbiddenCube> learn(const prove::Transition& transition, const Views& views,
                                 const std::function<bool()>& interrupted);

/// Puts the questions of prove/obligations.h to Z3, about the system of M: that the clauses hold at first,
/// that no step leads from where they all hold (and every value is one of its type) to where one does not,
/// and that nothing is violated where they hold. They mean any number from M on: a step that breaks a clause
/// about k of a larger number would break it with only these, the mover and the witnesses
/// (parameterized/views.h), where all clauses hold, too, as they are about all. This is a small model theorem
/// as of invisible invariants (Pnueli, Ruah and Zuck, TACAS 2001), with the number found out from the model's
/// source. Throws std::logic_error if one is not answered "unsatisfiable".
void confirm(const prove::Transition& transition, const Shape& shape,
             const std::vector<ForbiddenCube>& clauses);

}  // namespace mc::parameterized
