// SPDX-License-Identifier: Apache-2.0
#include "prove/invariant.h"

#include <algorithm>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

Clause outside(const Cube& cube) {
  Clause clause;
  for (const Literal& literal : cube)
    clause.push_back({.order = literal.order, .codes = {literal.code}, .in = false});
  return clause;
}

bool holds(const Variables& variables, const Clause& clause, const ir::State& state) {
  return std::ranges::any_of(clause, [&](const Member& member) {
    const std::uint64_t code = variables.code_of(state, variables.positions()[member.order]);
    return std::ranges::binary_search(member.codes, code) == member.in;
  });
}

expr formula(const Member& member, const expr_vector& fields) {
  const expr field = fields[member.order];
  expr_vector equations(fields.ctx());
  for (const std::uint64_t code : member.codes)
    equations.push_back(field == numeral(fields.ctx(), code, field.get_sort().bv_size()));
  const expr any = equations.size() == 1 ? equations[0] : z3::mk_or(equations);
  return member.in ? any : !any;
}

expr formula(const Clause& clause, const expr_vector& fields) {
  expr_vector members(fields.ctx());
  for (const Member& member : clause) members.push_back(formula(member, fields));
  return members.size() == 1 ? members[0] : z3::mk_or(members);
}

expr formula(const Invariant& invariant, const expr_vector& fields) {
  expr_vector clauses(fields.ctx());
  for (const Clause& clause : invariant) clauses.push_back(formula(clause, fields));
  return z3::mk_and(clauses);
}

}  // namespace mc::prove
