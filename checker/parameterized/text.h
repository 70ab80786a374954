// SPDX-License-Identifier: Apache-2.0
// Invariant report: invariants for any number, for a reader.
#pragma once

#include <string>
#include <vector>

#include "parameterized/clauses.h"

namespace mc::parameterized {

/// p, q, r, ...: who the `who`-th of those is that a clause is about, from 1.
std::string variable_name(unsigned who);

/// "lines[p].state" of "lines[0].state", "process p: ret" of "process 0: ret".
std::string named_for(std::string name, const std::string& who);

struct Wording {
  /// "lines[p] == MODIFIED && lines[q] != INVALID": what there never is, in the model's names, sorted. p, q,
  /// r are distinct. Where a process is, is told by functions, which stand for all that they call, and
  /// numbers.
  std::vector<std::string> clauses;
  /// "@3  i_size_read(inode) in block_page_mkwrite": the numbers that clauses name.
  std::vector<std::string> places;

  /// Everything, each line behind two spaces.
  std::string text() const;
};

Wording wording(const prove::Variables& variables, const Shape& shape,
                const std::vector<ForbiddenCube>& clauses);

}  // namespace mc::parameterized
