// SPDX-License-Identifier: Apache-2.0
#include "certify/encoding.h"

#include <algorithm>
#include <bit>
#include <stdexcept>

namespace mc::certify {

using namespace ir;

namespace {

/// Where the next bits of some words are.
template <typename SomeWord>
class Bits {
 public:
  Bits(SomeWord* words, unsigned count) : words_(words), left_(count * std::size_t{64}) {}

  void put(unsigned bits, Word value) {
    for (; bits > 0; --bits, ++at_, value >>= 1) words_[at_ / 64] |= (value & 1) << at_ % 64;
  }

  /// Nothing if there are no more.
  std::optional<Word> get(unsigned bits) {
    if (at_ + bits > left_) return std::nullopt;
    Word value = 0;
    for (unsigned i = 0; i < bits; ++i, ++at_) value |= (words_[at_ / 64] >> at_ % 64 & 1) << i;
    return value;
  }

  bool rest_is_zero() const {
    for (std::size_t at = at_; at < left_; ++at)
      if ((words_[at / 64] >> at % 64 & 1) != 0) return false;
    return true;
  }

 private:
  SomeWord* words_;
  std::size_t at_ = 0, left_;
};

}  // namespace

Encoding::Encoding(const System& system) : index_(system), layout_(system), rest_(index_.size()) {
  for (std::uint32_t slot = 0; slot < system.globals.size(); ++slot)
    shared_.push_back(field(index_.global(slot)));
  std::size_t bits = 0;
  for (const Field& each : shared_) bits += each.bits;
  for (std::size_t i = 0; i < rest_.size(); ++i) {
    const Type type = index_.type(i);
    rest_[i] = std::clamp<Value>(0, type.least, type.most);
  }
  for (std::size_t number = 0; number < system.tasks.size(); ++number)
    for (unsigned copy = 0; copy < system.tasks[number].count; ++copy) {
      const auto& locations = layout_.locations(number);
      const auto last = static_cast<Value>(locations.size()) - 1;
      Copy one{.task = number,
               .counter = {.position = index_.program_counter(number, copy),
                           .bits = static_cast<unsigned>(std::bit_width(locations.size() - 1)),
                           .most = last}};
      std::size_t most = 0;
      for (std::uint32_t location : locations) {
        one.kept.push_back(kept_at(system.tasks[number], index_.frame(number, copy), location));
        std::size_t sum = 0;
        for (const Field& each : one.kept.back()) sum += each.bits;
        most = std::max(most, sum);
      }
      bits += one.counter.bits + most;
      copies_.push_back(std::move(one));
    }
  words_ = std::max(1u, static_cast<unsigned>((bits + 63) / 64));
}

Encoding::Field Encoding::field(std::size_t position) const {
  const Type type = index_.type(position);
  return {.position = position, .bits = mc::ir::bits(type), .least = type.least, .most = type.most};
}

std::vector<Encoding::Field> Encoding::kept_at(const Task& task, std::size_t frame,
                                               std::uint32_t location) const {
  const auto at = std::ranges::find(task.resets, location, &Reset::location);
  std::vector<Field> kept;
  for (std::uint32_t slot = 0; slot < task.frame.size(); ++slot) {
    const Field one = field(frame + slot);
    const bool reset = at != task.resets.end() && std::ranges::find(at->slots, slot) != at->slots.end();
    const bool other_at_first = location == 0 && task.frame[slot].initial != rest_[one.position];
    if (one.bits > 0 && (!reset || other_at_first)) kept.push_back(one);
  }
  return kept;
}

void Encoding::encode(const State& state, Word* words) const {
  std::fill(words, words + words_, 0);
  Bits bits(words, words_);
  const auto put = [&](const Field& field, Value value) {
    if (value < field.least || value > field.most) throw std::logic_error("a value outside its type");
    bits.put(field.bits, static_cast<Word>(value) - static_cast<Word>(field.least));
  };
  const auto location = [&](const Copy& copy) {
    return layout_.location_number(copy.task, static_cast<std::uint32_t>(state[copy.counter.position]));
  };
  for (const Field& field : shared_) put(field, state[field.position]);
  for (const Copy& copy : copies_) put(copy.counter, location(copy));
  for (const Copy& copy : copies_)
    for (const Field& field : copy.kept[location(copy)]) put(field, state[field.position]);
}

std::optional<State> Encoding::decode(const Word* words) const {
  State state = rest_;
  Bits bits(words, words_);
  bool good = true;
  const auto get = [&](const Field& field) -> std::size_t {
    const std::optional<Word> value = bits.get(field.bits);
    good &= value && *value <= static_cast<Word>(field.most) - static_cast<Word>(field.least);
    if (good) state[field.position] = static_cast<Value>(*value + static_cast<Word>(field.least));
    return good ? *value : 0;
  };
  for (const Field& field : shared_) get(field);
  std::vector<std::size_t> locations;
  for (const Copy& copy : copies_) {
    locations.push_back(get(copy.counter));
    state[copy.counter.position] = layout_.locations(copy.task)[locations.back()];
  }
  for (std::size_t i = 0; i < copies_.size(); ++i)
    for (const Field& field : copies_[i].kept[locations[i]]) get(field);
  if (!good || !bits.rest_is_zero()) return std::nullopt;
  return state;
}

}  // namespace mc::certify
