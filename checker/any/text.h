// Invariants for any number, for a reader.
#pragma once

#include <string>
#include <vector>

#include "any/clauses.h"

namespace mc::any {

/// p, q, r, ...: who the `who`-th of those is that a clause is about, from 1.
std::string letter(unsigned who);

/// "lines[p].state" of "lines[0].state", "process p: ret" of "process 0: ret".
std::string named_for(std::string name, const std::string& who);

/// "lines[p] == MODIFIED && lines[q] != INVALID": what there never is, in the model's names. p, q, r are
/// distinct.
std::string text(const prove::Variables& variables, const Shape& shape, const Never& clause);

}  // namespace mc::any
