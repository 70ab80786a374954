#include "any/table.h"

#include <algorithm>
#include <numeric>
#include <set>

#include "any/instances.h"

namespace mc::any {
namespace {

constexpr unsigned most_bits = 6;  ///< of a field of which a clause may name values that no view has

/// The same, about the first of the many, the second, …, without a gap.
Never numbered(Never clause) {
  std::vector<unsigned> known;
  for (Literal& literal : clause) {
    if (literal.who == 0) continue;
    if (std::ranges::find(known, literal.who) == known.end()) known.push_back(literal.who);
    literal.who = static_cast<unsigned>(std::ranges::find(known, literal.who) - known.begin()) + 1;
  }
  return clause;
}

}  // namespace

std::size_t Table::position_of(const Column& column) const {
  const Shape& shape = views_.shape();
  return column.who == 0 ? shape.global[column.field] : shape.locals[column.who - 1][column.field];
}

Table::Table(const prove::Variables& variables, const Views& views) : variables_(variables), views_(views) {
  const Shape& shape = views.shape();
  add_columns(0, shape.global);
  for (unsigned who = 1; who <= views.k(); ++who) add_columns(who, shape.locals[who - 1]);
  std::set<Row> rows;
  std::vector<unsigned> chosen(views.k());
  std::iota(chosen.begin(), chosen.end(), 0);
  for (std::size_t i = 0; i < views.size(); ++i) {
    Group group = views[i].group;
    do {  // somebody is put in place of those of whom the view says nothing
      Group padded = group;
      padded.resize(shape.size(), group.front());
      rows.insert(row(views.state(views[i].global, padded), chosen));
    } while (std::ranges::next_permutation(group).found);
  }
  rows_.assign(rows.begin(), rows.end());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    std::set<std::uint64_t> codes;
    for (const Row& each : rows_) codes.insert(each[i]);
    const unsigned bits = variables_.bits(position_of(columns_[i]));
    for (std::uint64_t code = 0; bits <= most_bits && code < std::uint64_t{1} << bits; ++code)
      codes.insert(code);
    domain_.emplace_back(codes.begin(), codes.end());
  }
}

void Table::add_columns(unsigned who, const std::vector<std::size_t>& positions) {
  for (std::size_t field = 0; field < positions.size(); ++field)
    if (variables_.bits(positions[field]) > 0) columns_.push_back({who, field});
}

Table::Row Table::row(const ir::State& state, const std::vector<unsigned>& chosen) const {
  const Shape& shape = views_.shape();
  Row result;
  for (const Column& column : columns_) {
    const std::size_t position =
        column.who == 0 ? shape.global[column.field] : shape.locals[chosen[column.who - 1]][column.field];
    result.push_back(variables_.code_of(state, position));
  }
  return result;
}

/// Whether no view has an allowed value in every column; none allowed: any.
bool Table::empty(const std::vector<std::vector<std::uint64_t>>& allowed) const {
  std::vector<std::size_t> asked;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (!allowed[i].empty()) asked.push_back(i);
  return std::ranges::none_of(rows_, [&](const Row& row) {
    return std::ranges::all_of(asked,
                               [&](std::size_t i) { return std::ranges::binary_search(allowed[i], row[i]); });
  });
}

/// Lets a column have further values as long as no view has them all.
void Table::widen(std::vector<std::vector<std::uint64_t>>& allowed) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (allowed[i].empty()) continue;
    for (const std::uint64_t code : domain_[i]) {
      if (std::ranges::binary_search(allowed[i], code)) continue;
      auto wider = allowed;
      wider[i].insert(std::ranges::lower_bound(wider[i], code), code);
      if (empty(wider)) allowed = wider;
    }
  }
}

Never Table::clause_of(const Row& row) const {
  std::vector<std::vector<std::uint64_t>> allowed;
  for (const std::uint64_t code : row) allowed.push_back({code});
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const auto without = std::exchange(allowed[i], {});
    if (!empty(allowed)) allowed[i] = without;
  }
  widen(allowed);
  Never result;
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (!allowed[i].empty())
      result.push_back({.who = columns_[i].who, .field = columns_[i].field, .values = allowed[i]});
  return numbered(std::move(result));
}

Never Table::excluding(const ir::State& state) const {
  Never best;
  std::vector<unsigned> order(views_.shape().size());
  std::iota(order.begin(), order.end(), 0);
  std::set<std::vector<unsigned>> seen;
  do {
    const std::vector<unsigned> chosen(order.begin(), order.begin() + views_.k());
    if (!std::ranges::is_sorted(chosen) || !seen.insert(chosen).second) continue;
    const Row at = row(state, chosen);
    if (std::ranges::binary_search(rows_, at)) continue;
    Never clause = clause_of(at);
    if (best.empty() || clause.size() < best.size()) best = std::move(clause);
  } while (std::ranges::next_permutation(order).found);
  return best;
}

}  // namespace mc::any
