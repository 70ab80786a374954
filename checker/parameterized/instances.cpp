// SPDX-License-Identifier: Apache-2.0
#include "parameterized/instances.h"

#include <algorithm>
#include <map>
#include <set>

namespace mc::parameterized {
namespace {

using Use = std::function<void(const std::vector<unsigned>&)>;

void extend(unsigned count, std::size_t size, std::vector<unsigned>& chosen, const Use& use) {
  if (chosen.size() == count) return use(chosen);
  for (unsigned i = 0; i < size; ++i) {
    if (std::ranges::find(chosen, i) != chosen.end()) continue;
    chosen.push_back(i);
    extend(count, size, chosen, use);
    chosen.pop_back();
  }
}

}  // namespace

void for_each_sequence(unsigned count, std::size_t size, const Use& use) {
  std::vector<unsigned> chosen;
  extend(count, size, chosen, use);
}

unsigned width(const ForbiddenCube& clause) {
  unsigned result = 0;
  for (const ViewLiteral& literal : clause) result = std::max(result, literal.who);
  return result;
}

prove::Invariant written_out(const prove::Variables& variables, const Shape& shape,
                             const std::vector<ForbiddenCube>& clauses) {
  std::map<std::size_t, std::uint32_t> order;
  for (std::uint32_t i = 0; i < variables.positions().size(); ++i) order[variables.positions()[i]] = i;
  std::set<prove::Clause> result;
  for (const ForbiddenCube& clause : clauses)
    for_each_sequence(width(clause), shape.size(), [&](const std::vector<unsigned>& chosen) {
      prove::Clause instance;
      for (const auto& [who, field, values, in] : clause) {
        const std::size_t position = who == 0 ? shape.global[field] : shape.locals[chosen[who - 1]][field];
        instance.push_back({.order = order.at(position), .codes = values, .in = !in});
      }
      std::ranges::sort(instance, {}, &prove::Member::order);
      result.insert(std::move(instance));
    });
  return {result.begin(), result.end()};
}

Instances::Instances(const prove::Variables& variables, const Shape& shape)
    : variables_(variables), shape_(shape), order_(variables.index().size(), -1) {
  for (std::size_t i = 0; i < variables.positions().size(); ++i)
    order_[variables.positions()[i]] = static_cast<int>(i);
}

z3::expr Instances::formula(const ViewLiteral& literal, const std::vector<unsigned>& chosen,
                            const z3::expr_vector& fields) const {
  const std::size_t position =
      literal.who == 0 ? shape_.global[literal.field] : shape_.locals[chosen[literal.who - 1]][literal.field];
  z3::expr_vector any(fields.ctx());
  for (const std::uint64_t value : literal.values)
    any.push_back(fields[order_[position]] == prove::numeral(fields.ctx(), value, variables_.bits(position)));
  return literal.in ? z3::mk_or(any) : !z3::mk_or(any);
}

z3::expr Instances::all(const ForbiddenCube& clause, const std::vector<unsigned>& chosen,
                        const z3::expr_vector& fields) const {
  z3::expr_vector literals(fields.ctx());
  for (const ViewLiteral& literal : clause) literals.push_back(formula(literal, chosen, fields));
  return z3::mk_and(literals);
}

std::optional<unsigned> Instances::order(std::size_t position) const {
  if (order_[position] < 0) return std::nullopt;
  return static_cast<unsigned>(order_[position]);
}

}  // namespace mc::parameterized
