// SPDX-License-Identifier: Apache-2.0
#include "parameterized/view_teacher.h"

#include <algorithm>
#include <set>

#include "parameterized/instances.h"

namespace mc::parameterized {
namespace {

constexpr std::uint32_t none = ~std::uint32_t{0};

/// The same, about the first of the many, the second, …, without a gap.
ForbiddenCube numbered(ForbiddenCube clause) {
  std::vector<unsigned> known;
  for (ViewLiteral& literal : clause) {
    if (literal.who == 0) continue;
    if (std::ranges::find(known, literal.who) == known.end()) known.push_back(literal.who);
    literal.who = static_cast<unsigned>(std::ranges::find(known, literal.who) - known.begin()) + 1;
  }
  return clause;
}

/// Every order of the parts of `view` at the first k of M, and somebody in place of the others.
std::set<Group> arrangements(Group view, std::size_t size) {
  std::set<Group> result;
  do {
    Group padded = view;
    padded.resize(size, view.front());
    result.insert(std::move(padded));
  } while (std::ranges::next_permutation(view).found);
  return result;
}

}  // namespace

ViewTeacher::ViewTeacher(const prove::Variables& variables, const Views& views)
    : variables_(variables),
      views_(views),
      order_(variables.index().size(), none),
      column_at_(variables.positions().size()),
      column_of_(views.k() + 1) {
  for (std::uint32_t i = 0; i < column_at_.size(); ++i) order_[variables.positions()[i]] = i;
  const Shape& shape = views.shape();
  const auto place = [&](unsigned who, const std::vector<std::size_t>& positions) {
    for (std::size_t field = 0; field < positions.size(); ++field)
      if (order_[positions[field]] != none) column_at_[order_[positions[field]]] = {who, field};
  };
  place(0, shape.global);
  for (unsigned number = 0; number < shape.size(); ++number) place(number + 1, shape.locals[number]);
  add_columns(0, shape.global);
  for (unsigned who = 1; who <= views.k(); ++who) add_columns(who, shape.locals[who - 1]);
  add_rows();
}

void ViewTeacher::add_columns(unsigned who, const std::vector<std::size_t>& positions) {
  column_of_[who].assign(positions.size(), none);
  for (std::size_t field = 0; field < positions.size(); ++field) {
    if (order_[positions[field]] == none) continue;
    column_of_[who][field] = static_cast<std::uint32_t>(columns_.size());
    columns_.push_back({who, field});
  }
}

void ViewTeacher::add_rows() {
  const Shape& shape = views_.shape();
  std::size_t rows = 0;
  for (std::size_t i = 0; i < views_.size(); ++i) rows += arrangements(views_[i].group, shape.size()).size();
  std::vector<unsigned> distance;  // what is nobody's is close to a reader, then what one of them is at
  for (const Column& column : columns_) distance.push_back(column.who);
  reached_.emplace(std::move(distance), rows);
  std::size_t row = 0;
  for (std::size_t i = 0; i < views_.size(); ++i)
    for (const Group& group : arrangements(views_[i].group, shape.size())) {
      const ir::State state = views_.state(views_[i].global, group);
      for (std::uint32_t each = 0; each < columns_.size(); ++each) {
        const auto [who, field] = columns_[each];
        const std::size_t position = who == 0 ? shape.global[field] : shape.locals[who - 1][field];
        reached_->add(row, {each, variables_.code_of(state, position)});
      }
      ++row;
    }
}

std::vector<prove::Clause> ViewTeacher::excluding(const prove::Counterexample& found) {
  auto clause = separating(found.cube);
  if (!clause) clause = separating(prove::cube_of(variables_, found.state()));
  if (!clause) return {};
  answers_.push_back(*clause);
  return written_out(variables_, views_.shape(), {*clause});
}

std::optional<ForbiddenCube> ViewTeacher::separating(const prove::Cube& cube) const {
  std::optional<ForbiddenCube> best;
  for_each_sequence(views_.k(), views_.shape().size(), [&](const std::vector<unsigned>& chosen) {
    if (!std::ranges::is_sorted(chosen)) return;  // views come in every order
    auto clause = separating(cube, chosen);
    if (clause && (!best || clause->size() < best->size())) best = std::move(clause);
  });
  return best;
}

/// What is known of `chosen` in all of `cube`, and never is.
std::optional<ForbiddenCube> ViewTeacher::separating(const prove::Cube& cube,
                                                     const std::vector<unsigned>& chosen) const {
  prove::Cube part;
  for (const prove::Literal& literal : cube) {
    const auto [number, field] = column_at_[literal.order];
    const auto at = std::ranges::find(chosen, number - 1);
    if (number > 0 && at == chosen.end()) continue;
    const auto who = number == 0 ? 0 : static_cast<unsigned>(at - chosen.begin()) + 1;
    part.push_back({column_of_[who][field], literal.code});
  }
  std::ranges::sort(part);
  const auto clause = reached_->separating(part);
  return clause ? std::optional(forbidden(*clause)) : std::nullopt;
}

ForbiddenCube ViewTeacher::forbidden(const prove::Clause& clause) const {
  ForbiddenCube result;
  for (const prove::Member& member : clause) {
    const Column& column = columns_[member.order];
    result.push_back({.who = column.who, .field = column.field, .values = member.codes, .in = !member.in});
  }
  return numbered(std::move(result));
}

}  // namespace mc::parameterized
