// SPDX-License-Identifier: Apache-2.0
#include "reduce/canonical.h"

#include <algorithm>
#include <compare>
#include <numeric>
#include <optional>
#include <stdexcept>

namespace mc::reduce {

using ir::Word;

namespace {

/// Neighbours to be exchanged one after the other, so that all orders of `count` things are seen once
/// (Steinhaus, Johnson and Trotter: plain changes).
std::vector<std::uint32_t> plain_changes(std::uint32_t count) {
  std::vector<std::uint32_t> order(count);
  std::iota(order.begin(), order.end(), 0u);
  std::vector<bool> leftward(count, true);
  std::vector<std::uint32_t> result;
  for (;;) {
    std::optional<std::uint32_t> place;  // of the greatest that can move
    for (std::uint32_t i = 0; i < count; ++i) {
      const bool left = leftward[order[i]];
      if (left ? i == 0 : i + 1 == count) continue;
      if (order[left ? i - 1 : i + 1] < order[i] && (!place || order[i] > order[*place])) place = i;
    }
    if (!place) return result;
    const std::uint32_t moved = order[*place], low = leftward[moved] ? *place - 1 : *place;
    std::swap(order[low], order[low + 1]);
    result.push_back(low);
    for (std::uint32_t other = moved + 1; other < count; ++other) leftward[other] = !leftward[other];
  }
}

Word mask(unsigned bits) {
  return bits == 64 ? ~Word{0} : (Word{1} << bits) - 1;
}

}  // namespace

Canonical::Canonical(const ir::System& system, const std::vector<ir::Symmetry>& symmetries)
    : layout_(system) {
  bool few = true;
  for (const ir::Symmetry& symmetry : symmetries) {
    const auto first = static_cast<std::uint32_t>(exchanges_.size());
    for (const ir::Exchange& exchange : symmetry.exchanges) exchanges_.push_back(compiled(system, exchange));
    std::size_t orders = 1;
    for (unsigned i = 2; i <= symmetry.count && orders <= most_images; ++i) orders *= i;
    few = few && orders * (sequence_.size() + 1) <= most_images;
    if (!few) continue;
    std::vector<std::uint32_t> all = sequence_;  // of the symmetries before, then between any two changes
    for (std::uint32_t change : plain_changes(symmetry.count)) {
      all.push_back(first + change);
      all.insert(all.end(), sequence_.begin(), sequence_.end());
    }
    sequence_ = std::move(all);
  }
  if (!few) sequence_.clear();
}

Canonical::Exchange Canonical::compiled(const ir::System& system, const ir::Exchange& exchange) const {
  Exchange result;
  for (const auto& [a, b] : exchange.swaps) add_swap(result, a, b);
  for (const ir::Exchange::Renaming& renaming : exchange.renamings) add_renaming(system, result, renaming);
  return result;
}

void Canonical::add_swap(Exchange& exchange, std::size_t a, std::size_t b) const {
  ir::Layout::Field low = layout_.field(a), high = layout_.field(b);
  if (low.bits != high.bits || low.least != high.least)
    throw std::logic_error("slots of different types are exchanged");
  if (low.bits == 0) return;
  if (low.shift > high.shift) std::swap(low, high);
  const Swap swap{low.word, high.word, high.shift - low.shift, mask(low.bits) << low.shift};
  const auto same = std::ranges::find_if(exchange.swaps, [&](const Swap& each) {
    return each.a == swap.a && each.b == swap.b && each.distance == swap.distance;
  });
  if (same == exchange.swaps.end())
    exchange.swaps.push_back(swap);
  else
    same->mask |= swap.mask;
}

void Canonical::add_renaming(const ir::System& system, Exchange& exchange,
                             const ir::Exchange::Renaming& renaming) const {
  const ir::Layout::Field& field = layout_.field(renaming.position);
  if (field.bits == 0) return;
  const ir::Type type = ir::StateIndex(system).type(renaming.position);
  std::vector<Renaming>* to = &exchange.everywhere;
  if (renaming.location != ir::Exchange::Renaming::everywhere) {
    const ir::Layout::Field& counter = layout_.field(renaming.counter);
    auto at = std::ranges::find_if(exchange.at_location, [&](const AtLocation& each) {
      return each.counter.word == counter.word && each.counter.shift == counter.shift;
    });
    if (at == exchange.at_location.end()) at = exchange.at_location.insert(at, {counter, {}});
    const std::uint32_t location = location_number(system, renaming);
    if (at->renamings.size() <= location) at->renamings.resize(location + 1);
    to = &at->renamings[location];
  }
  for (const auto& [one, other] : renaming.pairs)
    if (type.contains(one))
      to->push_back({field.word, field.shift, mask(field.bits),
                     static_cast<Word>(one) - static_cast<Word>(field.least),
                     static_cast<Word>(other) - static_cast<Word>(field.least)});
}

std::uint32_t Canonical::location_number(const ir::System& system,
                                         const ir::Exchange::Renaming& renaming) const {
  const ir::StateIndex index(system);
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
      if (index.program_counter(task, copy) == renaming.counter)
        return layout_.location_number(task, renaming.location);
  throw std::logic_error("a renaming depends on what is no program counter");
}

void Canonical::apply(const Exchange& exchange, Word* state) {
  const auto rename = [state](const Renaming& each) {
    const Word now = state[each.word] >> each.shift & each.mask;
    if (now == each.one || now == each.other) state[each.word] ^= (each.one ^ each.other) << each.shift;
  };
  for (const Renaming& each : exchange.everywhere) rename(each);
  for (const AtLocation& at : exchange.at_location) {
    const Word location = state[at.counter.word] >> at.counter.shift & mask(at.counter.bits);
    if (location < at.renamings.size())
      for (const Renaming& each : at.renamings[location]) rename(each);
  }
  for (const Swap& swap : exchange.swaps) {
    const Word differs = (state[swap.b] >> swap.distance ^ state[swap.a]) & swap.mask;
    state[swap.a] ^= differs;
    state[swap.b] ^= differs << swap.distance;
  }
}

void Canonical::descend(Word* state) const {
  std::vector<Word> other(words());
  for (std::size_t i = 0; i < exchanges_.size();) {
    std::copy_n(state, words(), other.begin());
    apply(exchanges_[i], other.data());
    if (std::lexicographical_compare(other.begin(), other.end(), state, state + words())) {
      std::ranges::copy(other, state);
      i = 0;
    } else {
      ++i;
    }
  }
}

void Canonical::apply(Word* state) const {
  if (sequence_.empty()) return descend(state);
  thread_local std::vector<Word> image;
  image.assign(state, state + words());
  for (std::uint32_t exchange : sequence_) {
    apply(exchanges_[exchange], image.data());
    if (std::lexicographical_compare(image.begin(), image.end(), state, state + words()))
      std::ranges::copy(image, state);
  }
}

}  // namespace mc::reduce
