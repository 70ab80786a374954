#include "any/instances.h"

#include <algorithm>

namespace mc::any {
namespace {

/// Calls `use` with every sequence of `count` distinct numbers below `size`.
template <typename Use>
void for_each_sequence(unsigned count, std::size_t size, std::vector<unsigned>& chosen, const Use& use) {
  if (chosen.size() == count) return use(chosen);
  for (unsigned i = 0; i < size; ++i) {
    if (std::ranges::find(chosen, i) != chosen.end()) continue;
    chosen.push_back(i);
    for_each_sequence(count, size, chosen, use);
    chosen.pop_back();
  }
}

}  // namespace

unsigned width(const Never& clause) {
  unsigned result = 0;
  for (const Literal& literal : clause) result = std::max(result, literal.who);
  return result;
}

Instances::Instances(const prove::Variables& variables, const Shape& shape)
    : variables_(variables), shape_(shape), order_(variables.index().size(), -1) {
  for (std::size_t i = 0; i < variables.positions().size(); ++i)
    order_[variables.positions()[i]] = static_cast<int>(i);
}

z3::expr Instances::formula(const Literal& literal, const std::vector<unsigned>& chosen,
                            const z3::expr_vector& fields) const {
  const std::size_t position =
      literal.who == 0 ? shape_.global[literal.field] : shape_.locals[chosen[literal.who - 1]][literal.field];
  z3::expr_vector any(fields.ctx());
  for (const std::uint64_t value : literal.values)
    any.push_back(fields[order_[position]] == prove::numeral(fields.ctx(), value, variables_.bits(position)));
  return z3::mk_or(any);
}

z3::expr Instances::some(const Never& clause, const z3::expr_vector& fields) const {
  z3::expr_vector any(fields.ctx());
  std::vector<unsigned> chosen;
  for_each_sequence(width(clause), shape_.size(), chosen, [&](const std::vector<unsigned>& sequence) {
    z3::expr_vector all(fields.ctx());
    for (const Literal& literal : clause) all.push_back(formula(literal, sequence, fields));
    any.push_back(z3::mk_and(all));
  });
  return z3::mk_or(any);
}

}  // namespace mc::any
