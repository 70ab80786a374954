#include "prove/cube.h"

#include <algorithm>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

namespace {

std::uint64_t all_bits(unsigned bits) {
  return ~std::uint64_t{0} >> (64 - bits);
}

}  // namespace

Cube cube_of(const Variables& variables, const ir::State& state, Grain grain) {
  Cube cube;
  for (std::uint32_t i = 0; i < variables.positions().size(); ++i) {
    const std::size_t position = variables.positions()[i];
    const std::uint64_t code = variables.code_of(state, position);
    const unsigned bits = variables.bits(position);
    if (grain == Grain::field) {
      cube.push_back({i, all_bits(bits), code});
      continue;
    }
    for (unsigned bit = 0; bit < bits; ++bit)
      cube.push_back({i, std::uint64_t{1} << bit, code & std::uint64_t{1} << bit});
  }
  return cube;
}

bool contains(const Variables& variables, const Cube& cube, const ir::State& state) {
  return std::ranges::all_of(cube, [&](const Literal& literal) {
    return (variables.code_of(state, variables.positions()[literal.order]) & literal.mask) == literal.value;
  });
}

bool subsumes(const Cube& a, const Cube& b) {
  return std::ranges::includes(b, a);
}

expr formula(const Literal& literal, const expr_vector& fields) {
  const expr field = fields[literal.order];
  const unsigned bits = field.get_sort().bv_size();
  const expr value = numeral(fields.ctx(), literal.value, bits);
  if (literal.mask == all_bits(bits)) return field == value;
  return (field & numeral(fields.ctx(), literal.mask, bits)) == value;
}

expr formula(const Cube& cube, const expr_vector& fields) {
  expr_vector literals(fields.ctx());
  for (const Literal& literal : cube) literals.push_back(formula(literal, fields));
  return z3::mk_and(literals);
}

expr formula(const Invariant& invariant, const expr_vector& fields) {
  expr_vector clauses(fields.ctx());
  for (const Cube& cube : invariant) clauses.push_back(!formula(cube, fields));
  return z3::mk_and(clauses);
}

}  // namespace mc::prove
