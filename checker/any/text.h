// Invariants for any number, for a reader and for a solver.
#pragma once

#include <string>
#include <vector>

#include "any/clauses.h"

namespace mc::any {

/// "lines[p] == MODIFIED && lines[q] != INVALID": what there never is, in the model's names. p, q, r are
/// distinct.
std::string text(const prove::Variables& variables, const Shape& shape, const Never& clause);

/// The three questions as SMT-LIB 2, in the form that `mc certify` takes (its first line), one after the
/// other, each for itself: a solver answers "unsat" three times. The comment before them says what they mean,
/// and what `parameter`, the number, has to do with it.
std::string certificate(const prove::Transition& transition, const Shape& shape,
                        const std::vector<Never>& clauses, const std::string& parameter);

}  // namespace mc::any
