// SPDX-License-Identifier: Apache-2.0
#include "ir/layout.h"

#include <algorithm>
#include <bit>
#include <numeric>
#include <stdexcept>

namespace mc::ir {

namespace {

Word mask(unsigned bits) {
  return bits == 64 ? ~Word{0} : (Word{1} << bits) - 1;
}

std::vector<std::uint32_t> step_starts(const Task& task) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < task.code.size(); ++i)
    if (task.code[i].step) result.push_back(i);
  return result;
}

}  // namespace

Layout::Layout(const System& system) : index_(system) {
  fields_.resize(index_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const Type type = index_.type(i);
    fields_[i] = {.bits = mc::ir::bits(type), .least = type.least};
  }
  for (std::size_t task = 0; task < system.tasks.size(); ++task) {
    locations_.push_back(step_starts(system.tasks[task]));
    const auto width = static_cast<std::uint32_t>(std::bit_width(locations_[task].size() - 1));
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy) {
      counters_.emplace_back(index_.program_counter(task, copy), task);
      fields_[counters_.back().first] = {.bits = width};
    }
  }
  place_fields();
}

/// First fit, widest first: no field straddles a word.
void Layout::place_fields() {
  std::vector<std::size_t> order(fields_.size());
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [this](auto a, auto b) { return fields_[a].bits > fields_[b].bits; });
  std::vector<std::uint32_t> used(1, 0);
  for (std::size_t position : order) {
    Field& field = fields_[position];
    auto word = std::ranges::find_if(used, [&](std::uint32_t bits) { return bits + field.bits <= 64; });
    if (field.bits == 0) word = used.begin();
    if (word == used.end()) word = used.insert(word, 0);
    field.word = static_cast<std::uint32_t>(word - used.begin());
    field.shift = field.bits == 0 ? 0 : *word;
    *word += field.bits;
    bits_ += field.bits;
  }
  word_bits_.assign(used.begin(), used.end());
  words_ = static_cast<unsigned>(used.size());
}

std::uint32_t Layout::location_number(std::size_t task, std::uint32_t instruction) const {
  const auto& starts = locations_[task];
  const auto found = std::ranges::lower_bound(starts, instruction);
  if (found == starts.end() || *found != instruction) throw std::logic_error("not the start of a step");
  return static_cast<std::uint32_t>(found - starts.begin());
}

void Layout::pack(const State& state, Word* packed) const {
  std::fill(packed, packed + words_, 0);
  const auto put = [&](const Field& field, Word value) {
    if ((value & ~mask(field.bits)) != 0) throw std::logic_error("a state holds a value outside its type");
    packed[field.word] |= value << field.shift;
  };
  auto counter = counters_.begin();
  for (std::size_t i = 0; i < fields_.size(); ++i)
    if (counter != counters_.end() && counter->first == i)
      put(fields_[i], location_number(counter++->second, static_cast<std::uint32_t>(state[i])));
    else
      put(fields_[i], static_cast<Word>(state[i]) - static_cast<Word>(fields_[i].least));
}

State Layout::unpack(const Word* packed) const {
  State state(fields_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    const Field& field = fields_[i];
    const Word bits = packed[field.word] >> field.shift & mask(field.bits);
    state[i] = static_cast<Value>(bits + static_cast<Word>(field.least));
  }
  for (const auto& [position, task] : counters_)
    state[position] = locations_[task][static_cast<std::size_t>(state[position])];
  return state;
}

}  // namespace mc::ir
