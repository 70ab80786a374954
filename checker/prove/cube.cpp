// SPDX-License-Identifier: Apache-2.0
#include "prove/cube.h"

#include <algorithm>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Cube cube_of(const Variables& variables, const ir::State& state) {
  Cube cube;
  for (std::uint32_t i = 0; i < variables.positions().size(); ++i)
    cube.push_back({i, variables.code_of(state, variables.positions()[i])});
  return cube;
}

bool contains(const Variables& variables, const Cube& cube, const ir::State& state) {
  return std::ranges::all_of(cube, [&](const Literal& literal) {
    return variables.code_of(state, variables.positions()[literal.order]) == literal.code;
  });
}

bool subsumes(const Cube& a, const Cube& b) {
  return std::ranges::includes(b, a);
}

expr formula(const Literal& literal, const expr_vector& fields) {
  const expr field = fields[literal.order];
  return field == numeral(fields.ctx(), literal.code, field.get_sort().bv_size());
}

expr formula(const Cube& cube, const expr_vector& fields) {
  expr_vector literals(fields.ctx());
  for (const Literal& literal : cube) literals.push_back(formula(literal, fields));
  return z3::mk_and(literals);
}

}  // namespace mc::prove
