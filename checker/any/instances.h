// A clause about any of the many, written out for M of them.
#pragma once

#include <z3++.h>

#include <vector>

#include "any/clauses.h"

namespace mc::any {

class Instances {
 public:
  /// `variables` are those of a system whose `shape` is given, and must outlive it.
  Instances(const prove::Variables& variables, const Shape& shape);

  const Shape& shape() const { return shape_; }

  /// That for some choice of distinct ones all literals of `clause` hold. `fields` are in the order of
  /// prove::Variables::positions().
  z3::expr some(const Never& clause, const z3::expr_vector& fields) const;

 private:
  z3::expr formula(const Literal& literal, const std::vector<unsigned>& chosen,
                   const z3::expr_vector& fields) const;

  const prove::Variables& variables_;
  Shape shape_;
  std::vector<int> order_;  ///< by position: where Variables has it, or -1 for one with no bits
};

/// Of how many of the many a clause speaks.
unsigned width(const Never& clause);

}  // namespace mc::any
