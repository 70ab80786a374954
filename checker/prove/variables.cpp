// SPDX-License-Identifier: Apache-2.0
#include "prove/variables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace mc::prove {

using z3::expr;
using z3::expr_vector;

expr numeral(z3::context& context, std::uint64_t value, unsigned bits) {
  return context.bv_val(value, bits);
}

Variables::Variables(z3::context& context, const ir::System& system)
    : context_(&context),
      system_(&system),
      index_(system),
      layout_(system),
      task_of_(index_.size(), -1),
      order_(index_.size()),
      current_(context),
      next_(context) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
      task_of_[index_.program_counter(task, copy)] = static_cast<long>(task);
  for (std::size_t position = 0; position < index_.size(); ++position) {
    if (bits(position) == 0) continue;
    order_[position] = static_cast<unsigned>(positions_.size());
    positions_.push_back(position);
  }
  current_ = make("");
  next_ = make("'");
}

/// Two slots of one name would be one variable to Z3: the position tells them apart. SMT-LIB quotes names by
/// "|", which names of slots that several variables share have inside.
expr_vector Variables::make(const std::string& suffix) const {
  std::vector<std::string> names;
  std::map<std::string, int> uses;
  for (const std::size_t position : positions_) {
    names.push_back(index_.name(position));
    std::ranges::replace(names.back(), '|', '/');
    ++uses[names.back()];
  }
  expr_vector result(*context_);
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string unique = uses[names[i]] > 1 ? fmt::format("{} #{}", names[i], positions_[i]) : names[i];
    result.push_back(context_->bv_const((unique + suffix).c_str(), bits(positions_[i])));
  }
  return result;
}

expr Variables::value(std::size_t position) const {
  const ir::Layout::Field& field = layout_.field(position);
  const expr least = context_->bv_val(field.least, 64);
  if (field.bits == 0) return least;
  const expr code = current_[order_[position]];
  return field.bits == 64 ? code + least : z3::zext(code, 64 - field.bits) + least;
}

expr Variables::code(std::size_t position, const expr& value) const {
  const ir::Layout::Field& field = layout_.field(position);
  return (value - context_->bv_val(field.least, 64)).extract(field.bits - 1, 0).simplify();
}

expr Variables::location(std::size_t position, std::size_t task, std::uint32_t instruction) const {
  return numeral(*context_, layout_.location_number(task, instruction), bits(position));
}

expr Variables::at(std::size_t position, std::size_t task, std::uint32_t instruction) const {
  if (bits(position) == 0) return context_->bool_val(true);
  return current_[order_[position]] == location(position, task, instruction);
}

std::uint64_t Variables::most_code(std::size_t position) const {
  if (const long task = task_of_[position]; task >= 0)
    return layout_.locations(static_cast<std::size_t>(task)).size() - 1;
  const ir::Type type = index_.type(position);
  return static_cast<std::uint64_t>(type.most) - static_cast<std::uint64_t>(type.least);
}

expr Variables::in_range(const expr_vector& variables) const {
  expr_vector ranges(*context_);
  for (unsigned i = 0; i < positions_.size(); ++i) {
    const std::uint64_t most = most_code(positions_[i]);
    const unsigned width = bits(positions_[i]);
    if (most != ~std::uint64_t{0} >> (64 - width))
      ranges.push_back(z3::ule(variables[i], numeral(*context_, most, width)));
  }
  return ranges.empty() ? context_->bool_val(true) : z3::mk_and(ranges);
}

std::uint64_t Variables::code_of(const ir::State& state, std::size_t position) const {
  if (const long task = task_of_[position]; task >= 0)
    return layout_.location_number(static_cast<std::size_t>(task),
                                   static_cast<std::uint32_t>(state[position]));
  return static_cast<std::uint64_t>(state[position]) -
         static_cast<std::uint64_t>(layout_.field(position).least);
}

std::uint64_t Variables::initial_code(std::size_t position) const {
  if (task_of_[position] >= 0) return 0;
  return static_cast<std::uint64_t>(index_.initial(position)) -
         static_cast<std::uint64_t>(layout_.field(position).least);
}

expr Variables::initial(const expr_vector& variables) const {
  expr_vector equations(*context_);
  for (unsigned i = 0; i < positions_.size(); ++i)
    equations.push_back(variables[i] == numeral(*context_, initial_code(positions_[i]), bits(positions_[i])));
  return z3::mk_and(equations);
}

ir::State Variables::decode(const z3::model& model, const expr_vector& variables) const {
  ir::State state(index_.size());
  for (std::size_t position = 0; position < state.size(); ++position) {
    const std::uint64_t code =
        bits(position) == 0 ? 0 : model.eval(variables[order_[position]], true).get_numeral_uint64();
    if (const long task = task_of_[position]; task >= 0)
      state[position] = layout_.locations(static_cast<std::size_t>(task)).at(code);
    else
      state[position] =
          static_cast<ir::Value>(code + static_cast<std::uint64_t>(layout_.field(position).least));
  }
  return state;
}

}  // namespace mc::prove
