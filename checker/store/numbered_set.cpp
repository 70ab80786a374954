// SPDX-License-Identifier: Apache-2.0
#include "store/numbered_set.h"

#include <algorithm>
#include <array>
#include <new>

#include "base/hash.h"

namespace mc::store {

namespace {

constexpr unsigned number_bits = 40;
constexpr std::uint64_t number_mask = (std::uint64_t{1} << number_bits) - 1;
constexpr std::size_t hashed_at_once = 64;  ///< look-ups whose cache misses overlap

std::uint64_t tag(std::uint64_t hash) {
  return hash << number_bits;
}

bool same_tag(std::uint64_t entry, std::uint64_t hash) {
  return ((entry ^ tag(hash)) >> number_bits) == 0;
}

Number number_of(std::uint64_t entry) {
  return (entry & number_mask) - 1;
}

/// Inline, as most states take few words.
bool equal(const Word* a, const Word* b, unsigned words) {
  for (unsigned i = 0; i < words; ++i)
    if (a[i] != b[i]) return false;
  return true;
}

/// Lines of a table that is 4/5 full with `lots` lots.
std::uint64_t lines_for(std::uint64_t lots) {
  return lots * Arena::lot_states * 5 / 4 / 8 + 1;
}

}  // namespace

NumberedSet::NumberedSet(unsigned words, unsigned lanes, std::uint64_t memory_limit)
    : arena_(words),
      lanes_(lanes),
      memory_limit_(memory_limit),
      lines_(lines_for(lanes)),
      table_(lines_ * line_entries * sizeof(std::uint64_t)) {}

std::uint64_t NumberedSet::home(std::uint64_t hash) const {
  // The product's high half: the line grows with the hash, whatever their number.
  __extension__ using Wide = unsigned __int128;
  return static_cast<std::uint64_t>((static_cast<Wide>(hash) * lines_) >> 64);
}

std::size_t NumberedSet::insert(unsigned lane_number, const Word* states, std::size_t count,
                                std::vector<Number>& fresh) {
  Lane& lane = lanes_[lane_number];
  const unsigned words = arena_.words();
  for (std::size_t start = 0; start < count; start += hashed_at_once) {
    const std::size_t size = std::min(hashed_at_once, count - start);
    std::array<std::uint64_t, hashed_at_once> hashes;
    for (std::size_t i = 0; i < size; ++i) {
      hashes[i] = base::hash(states + (start + i) * words, words);
      __builtin_prefetch(static_cast<std::uint64_t*>(table_.data()) + home(hashes[i]) * line_entries);
    }
    prefetch_states(hashes.data(), size);
    for (std::size_t i = 0; i < size; ++i) {
      if (lane.next == lane.end && !claim(lane)) return start + i;
      if (find_or_add(lane, states + (start + i) * words, hashes[i]) == lane.next)
        fresh.push_back(lane.next++);
    }
  }
  return count;
}

/// Prefetches the states that look-ups in the home line will be compared with.
void NumberedSet::prefetch_states(const std::uint64_t* hashes, std::size_t count) const {
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t line = home(hashes[i]);
    for (unsigned step = 0; step < line_entries; ++step) {
      const std::uint64_t found =
          entry(line, (hashes[i] + step) % line_entries).load(std::memory_order_acquire);
      if (found == 0) break;
      if (!same_tag(found, hashes[i])) continue;
      __builtin_prefetch(arena_[number_of(found)]);
      break;
    }
  }
}

/// True if `lane` got another lot; false if the table has no room for it.
bool NumberedSet::claim(Lane& lane) {
  const std::lock_guard lock(claiming_);
  if (lines_for(arena_.lots() + 1) > lines_) return false;
  const std::uint64_t bytes = (arena_.lots() + 1) * arena_.lot_bytes() + table_.bytes();
  if (memory_limit_ != 0 && bytes > memory_limit_) throw std::bad_alloc();
  lane.next = arena_.claim();
  lane.end = lane.next + Arena::lot_states;
  return true;
}

/// The state's number. If that is lane.next, it was added, and the caller advances lane.next.
Number NumberedSet::find_or_add(Lane& lane, const Word* state, std::uint64_t hash) {
  const unsigned words = arena_.words();
  Word* const room = arena_[lane.next];
  bool written = false;
  for (std::uint64_t line = home(hash);; line = line + 1 == lines_ ? 0 : line + 1)
    for (unsigned step = 0; step < line_entries; ++step) {
      const auto place = entry(line, (hash + step) % line_entries);
      std::uint64_t found = place.load(std::memory_order_acquire);
      if (found == 0) {
        for (unsigned i = 0; i < words && !written; ++i) room[i] = state[i];
        written = true;
        if (place.compare_exchange_strong(found, tag(hash) | (lane.next + 1), std::memory_order_acq_rel))
          return lane.next;
      }
      if (same_tag(found, hash) && equal(state, arena_[number_of(found)], words)) return number_of(found);
    }
}

std::optional<Number> NumberedSet::intern(unsigned lane_number, const Word* state) {
  Lane& lane = lanes_[lane_number];
  if (lane.next == lane.end && !claim(lane)) return std::nullopt;
  const Number number = find_or_add(lane, state, base::hash(state, arena_.words()));
  if (number == lane.next) ++lane.next;
  return number;
}

void NumberedSet::prefetch(const Word* state) const {
  __builtin_prefetch(static_cast<std::uint64_t*>(table_.data()) +
                     home(base::hash(state, arena_.words())) * line_entries);
}

void NumberedSet::prefetch_match(const Word* state) const {
  const std::uint64_t hash = base::hash(state, arena_.words());
  prefetch_states(&hash, 1);
}

bool NumberedSet::is_full() const {
  return lines_for(arena_.lots() + lanes_.size()) > lines_;
}

Number NumberedSet::number_limit() const {
  return lines_ * line_entries * 4 / 5;
}

std::optional<Number> NumberedSet::find(const Word* state) const {
  const std::uint64_t hash = base::hash(state, arena_.words());
  for (std::uint64_t line = home(hash);; line = line + 1 == lines_ ? 0 : line + 1)
    for (unsigned step = 0; step < line_entries; ++step) {
      const std::uint64_t found = entry(line, (hash + step) % line_entries).load(std::memory_order_acquire);
      if (found == 0) return std::nullopt;
      if (same_tag(found, hash) && equal(state, arena_[number_of(found)], arena_.words()))
        return number_of(found);
    }
}

void NumberedSet::grow() {
  const std::uint64_t lines = std::max(lines_ + lines_ / 2, lines_for(arena_.lots() + lanes_.size()));
  const std::uint64_t bytes = lines * line_entries * sizeof(std::uint64_t);
  if (memory_limit_ != 0 && arena_.lots() * arena_.lot_bytes() + bytes > memory_limit_)
    throw std::bad_alloc();
  table_ = Pages(bytes);  // not touched before the old one has gone, so the two never take memory together
  lines_ = lines;
}

/// Where the states of the lot that begins at `lot` end: a lane may not have filled it yet.
Number NumberedSet::lot_end(Number lot) const {
  for (const Lane& lane : lanes_)
    if (lane.end == lot + Arena::lot_states) return lane.next;
  return lot + Arena::lot_states;
}

void NumberedSet::rehash(unsigned lane) {
  for (std::uint64_t lot = lane; lot < arena_.lots(); lot += lanes_.size()) {
    const Number first = lot * Arena::lot_states, end = lot_end(first);
    std::array<std::uint64_t, Arena::lot_states> hashes;
    for (Number number = first; number < end; ++number) {
      hashes[number - first] = base::hash(arena_[number], arena_.words());
      __builtin_prefetch(static_cast<std::uint64_t*>(table_.data()) +
                         home(hashes[number - first]) * line_entries);
    }
    for (Number number = first; number < end; ++number) index_again(number, hashes[number - first]);
  }
}

/// Enters a state that is known to be in no entry yet.
void NumberedSet::index_again(Number number, std::uint64_t hash) {
  for (std::uint64_t line = home(hash);; line = line + 1 == lines_ ? 0 : line + 1)
    for (unsigned step = 0; step < line_entries; ++step) {
      const auto place = entry(line, (hash + step) % line_entries);
      std::uint64_t free = 0;
      if (place.load(std::memory_order_relaxed) == 0 &&
          place.compare_exchange_strong(free, tag(hash) | (number + 1), std::memory_order_acq_rel))
        return;
    }
}

std::uint64_t NumberedSet::size() const {
  std::uint64_t room = 0;
  for (const Lane& lane : lanes_) room += lane.end - lane.next;
  return arena_.lots() * Arena::lot_states - room;
}

std::uint64_t NumberedSet::memory_bytes() const {
  return arena_.lots() * arena_.lot_bytes() + table_.bytes();
}

}  // namespace mc::store
