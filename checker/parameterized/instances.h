// SPDX-License-Identifier: Apache-2.0
// Instantiation: a clause about any of the many, written out for M of them.
#pragma once

#include <z3++.h>

#include <functional>
#include <optional>
#include <vector>

#include "parameterized/clauses.h"
#include "prove/invariant.h"

namespace mc::parameterized {

class Instances {
 public:
  /// `variables` are those of a system whose `shape` is given, and must outlive it.
  Instances(const prove::Variables& variables, const Shape& shape);

  /// That all literals of `clause` hold of those `chosen`, as many as it is about or more. `fields` are in
  /// the order of prove::Variables::positions().
  z3::expr all(const ForbiddenCube& clause, const std::vector<unsigned>& chosen,
               const z3::expr_vector& fields) const;

  /// Where the field at `position` stands in prove::Variables::positions(); nothing for one with no bits.
  std::optional<unsigned> order(std::size_t position) const;

 private:
  z3::expr formula(const ViewLiteral& literal, const std::vector<unsigned>& chosen,
                   const z3::expr_vector& fields) const;

  const prove::Variables& variables_;
  Shape shape_;
  std::vector<int> order_;  ///< by position: where Variables has it, or -1 for one with no bits
};

/// Calls `use` with every sequence of `count` distinct numbers below `size`.
void for_each_sequence(unsigned count, std::size_t size,
                       const std::function<void(const std::vector<unsigned>&)>& use);

/// `clauses` about any of the many, written out for all of a system whose `shape` is given.
prove::Invariant written_out(const prove::Variables& variables, const Shape& shape,
                             const std::vector<ForbiddenCube>& clauses);

/// Of how many of the many a clause speaks.
unsigned width(const ForbiddenCube& clause);

}  // namespace mc::parameterized
