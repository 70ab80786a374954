// SPDX-License-Identifier: Apache-2.0
#include "store/key_table.h"

#include <algorithm>
#include <array>
#include <new>
#include <span>
#include <stdexcept>
#include <utility>

#include "store/key_line.h"

namespace mc::store {

namespace {

constexpr std::size_t batch = 32;             ///< look-ups whose cache misses overlap
constexpr std::uint64_t lot = 512;            ///< keys that a lane claims room for at a time
constexpr std::uint64_t least_lines = 4096;   ///< more than the lines that 64 attempts span
constexpr std::uint64_t chunk_lines = 32768;  ///< moved at a time: a huge page
constexpr unsigned attempts = 1u << Geometry::distance_bits;

/// Keys a table may hold before it grows.
std::uint64_t most_keys(const Geometry& geometry) {
  return geometry.slots() / 8 * 7;
}

Geometry geometry_for(unsigned key_bits, unsigned hashed_bits, std::uint64_t lines, std::uint64_t keys,
                      unsigned depth_bits) {
  Geometry geometry(key_bits, hashed_bits, lines, depth_bits);
  while (most_keys(geometry) < keys)
    geometry = Geometry(key_bits, hashed_bits, lines += lines / 8, depth_bits);
  return geometry;
}

/// A small table is cheap to fill anew.
bool is_small(const Geometry& geometry) {
  return geometry.bytes() < std::uint64_t{1} << 24;
}

/// Bits to hash of keys that have become wider. As many as before, for then keys keep their order, and move
/// from the old table to the new as from one tape to another; but that must leave several hashes for every
/// home.
unsigned hashed_bits(const Geometry& old, unsigned key_bits) {
  constexpr unsigned enough = 4;
  return is_small(old) || old.kept_bits < enough ? std::min(key_bits, 64u) : old.hashed_bits;
}

/// Lines to add to a full table: as many as there are while it is small; then half, or so many that a key
/// takes 16 bytes at most, but 3/10 in any case.
std::uint64_t growth(const Geometry& geometry) {
  if (is_small(geometry)) return geometry.lines;
  const std::uint64_t least = geometry.lines * 13 / 10, most = geometry.lines * 3 / 2;
  return std::clamp(most_keys(geometry) / (Geometry::line_bytes / 16), least, most) - geometry.lines;
}

enum class Outcome { added, known, no_place };

template <unsigned bytes>
struct Entry {
  std::uint64_t home;
  Bits<bytes> remainder;
};

}  // namespace

Line* KeyTable::lines() const {
  return static_cast<Line*>(table_.data());
}

/// A table as one batch of insertions sees it: what does not change, where the compiler can keep it.
template <unsigned bytes>
class KeyTable::Writer {
 public:
  explicit Writer(const KeyTable& table)
      : geometry_(table.geometry_),
        lines_(table.lines()),
        shared_(table.lanes_.size() > 1),
        depth_mask_(static_cast<std::uint64_t>(low_bits(~Key{0}, geometry_.depth_bits))),
        key_mask_(static_cast<Bits<bytes>>(low_bits(~Key{0}, geometry_.key_part_bits()))) {}

  Bits<bytes> depth_part(std::uint64_t depth) const {
    return static_cast<Bits<bytes>>(depth & depth_mask_) << geometry_.key_part_bits();
  }
  Entry<bytes> entry(Key hash) const {
    if constexpr (bytes > 8) {
      const Geometry::Place place = geometry_.place(hash);
      return {place.home, place.remainder};
    } else {
      return {geometry_.home(hash), geometry_.narrow_remainder(hash)};
    }
  }

  void prefetch(const Entry<bytes>& entry, unsigned distance = 0) const {
    __builtin_prefetch(lines_ + geometry_.line(entry.home, distance), 1);
  }
  /// Two lines ahead: in a table that is nearly full, many keys are at their third attempt or later.
  void prefetch_next(const Entry<bytes>& entry) const {
    if (lines_[entry.home].state().load(std::memory_order_relaxed) != line_slots<bytes>) return;
    prefetch(entry, 1);
    prefetch(entry, 2);
  }

  /// With `compare` false the entry is known to be new.
  template <bool compare = true>
  Outcome add(const Entry<bytes>& entry, Bits<bytes> depth_part) const {
    Outcome outcome = add_to<compare>(lines_[entry.home], entry.remainder, depth_part);
    for (unsigned distance = 1; outcome == Outcome::no_place && distance < attempts; ++distance) {
      if constexpr (compare) prefetch(entry, distance + 2);
      const Bits<bytes> wanted = entry.remainder | static_cast<Bits<bytes>>(distance)
                                                       << geometry_.remainder_bits;
      outcome = add_to<compare>(lines_[geometry_.line(entry.home, distance)], wanted, depth_part);
    }
    return outcome;
  }

 private:
  template <bool compare>
  Outcome add_to(Line& line, Bits<bytes> wanted, Bits<bytes> depth_part) const {
    std::uint32_t header = line.state().load(std::memory_order_acquire);
    for (;;) {
      const unsigned count = header & count_mask;
      if (compare && has(line, count, wanted)) return Outcome::known;
      if (count == line_slots<bytes>) return Outcome::no_place;
      if ((header & writing) != 0) {
        header = line.state().load(std::memory_order_acquire);
        continue;
      }
      if (shared_ && !line.state().compare_exchange_weak(header, header | writing, std::memory_order_acquire))
        continue;
      line.set<bytes>(count, wanted | depth_part);
      line.state().store(count + 1, std::memory_order_release);
      return Outcome::added;
    }
  }

  bool has(Line& line, unsigned count, Bits<bytes> wanted) const {
    unsigned matches =
        line.matches<bytes>(static_cast<std::uint32_t>(wanted), static_cast<std::uint32_t>(key_mask_));
    for (matches &= (1u << count) - 1; matches != 0; matches &= matches - 1)
      if (((line.get<bytes>(static_cast<unsigned>(std::countr_zero(matches))) ^ wanted) & key_mask_) == 0)
        return true;
    return false;
  }

  Geometry geometry_;
  Line* lines_;
  bool shared_;  ///< by several threads
  std::uint64_t depth_mask_;
  Bits<bytes> key_mask_;
};

KeyTable::KeyTable(unsigned key_bits, unsigned lanes, unsigned depth_bits)
    : geometry_(geometry_for(key_bits, std::min(key_bits, 64u), least_lines, lot * lanes, depth_bits)),
      bijection_(key_bits, geometry_.hashed_bits),
      table_(geometry_.bytes()),
      lanes_(lanes),
      old_geometry_(geometry_) {}

std::size_t KeyTable::insert(unsigned lane, const Key* keys, std::size_t count, std::uint64_t depth,
                             std::vector<std::uint32_t>& fresh) {
  return with_width(geometry_.slot_bytes,
                    [&](auto bytes) { return insert_keys<bytes>(lanes_[lane], keys, count, depth, fresh); });
}

template <unsigned bytes>
std::size_t KeyTable::insert_keys(Lane& lane, const Key* keys, std::size_t count, std::uint64_t depth,
                                  std::vector<std::uint32_t>& fresh) {
  const Writer<bytes> writer(*this);
  const Bijection bijection = bijection_;
  const Bits<bytes> depth_part = writer.depth_part(depth);
  std::array<std::array<Entry<bytes>, batch>, 3> ring;
  const std::size_t batches = (count + batch - 1) / batch;
  for (std::size_t stage = 0; stage < batches + 2; ++stage) {
    const auto part = [&](std::size_t number) {
      const std::size_t first = number * batch;
      return std::span(ring[number % 3]).first(std::min(batch, count - first));
    };
    if (stage < batches)
      for (const Key* key = keys + stage * batch; Entry<bytes> & entry : part(stage)) {
        entry = writer.entry(bijection.forward(*key++));
        writer.prefetch(entry);
      }
    if (stage >= 1 && stage - 1 < batches)
      for (const Entry<bytes>& entry : part(stage - 1)) writer.prefetch_next(entry);
    if (stage < 2) continue;
    std::size_t place = (stage - 2) * batch;
    for (const Entry<bytes>& entry : part(stage - 2)) {
      if (lane.quota == 0 && !claim(lane)) return place;
      const Outcome outcome = writer.add(entry, depth_part);
      if (outcome == Outcome::no_place) {
        crowded_ = true;
        return place;
      }
      if (outcome == Outcome::added) {
        --lane.quota;
        fresh.push_back(static_cast<std::uint32_t>(place));
      }
      ++place;
    }
  }
  return count;
}

/// False if the table has no room for another lot.
bool KeyTable::claim(Lane& lane) {
  if (claimed_.fetch_add(lot) + lot > most_keys(geometry_)) {
    claimed_ -= lot;
    return false;
  }
  lane.quota = lot;
  return true;
}

void KeyTable::grow(std::uint64_t memory_limit) {
  grow(memory_limit, geometry_.key_bits);
}

void KeyTable::grow(std::uint64_t memory_limit, unsigned key_bits) {
  const std::uint64_t most_lines =
      memory_limit == 0 ? ~std::uint64_t{0} : memory_limit / Geometry::line_bytes;
  const std::uint64_t needed = claimed_ + lot * lanes_.size();
  const bool full = crowded_ || needed > most_keys(geometry_);
  if (!full && key_bits == geometry_.key_bits) {
    next_chunk_ = old_geometry_.lines;  // move() finds nothing to do
    return;
  }
  const std::uint64_t wanted = geometry_.lines + (full ? growth(geometry_) : 0);
  const std::uint64_t least = geometry_.lines + (full ? geometry_.lines / 16 : 0);
  const Geometry larger =
      geometry_for(key_bits, hashed_bits(geometry_, key_bits), std::max(least, std::min(wanted, most_lines)),
                   needed, geometry_.depth_bits);
  if (larger.lines > most_lines) throw std::bad_alloc();
  Pages table(larger.bytes());
  old_table_ = std::exchange(table_, std::move(table));
  old_geometry_ = std::exchange(geometry_, larger);
  bijection_ = Bijection(key_bits, geometry_.hashed_bits);
  crowded_ = false;
  next_chunk_ = 0;
}

void KeyTable::move() {
  with_width(old_geometry_.slot_bytes, [&](auto bytes) { move_chunks<bytes>(); });
}

template <unsigned old_bytes>
void KeyTable::move_chunks() {
  const Geometry from = old_geometry_;
  const Bijection old_bijection(from.key_bits, from.hashed_bits);
  const bool same_order = from.hashed_bits == geometry_.hashed_bits;
  const unsigned key_bits = from.key_part_bits();
  const auto remainder_mask = static_cast<Bits<old_bytes>>(low_bits(~Key{0}, from.remainder_bits));
  with_width(geometry_.slot_bytes, [&](auto bytes) {
    const Writer<bytes> writer(*this);
    for (;;) {
      const std::uint64_t first = next_chunk_.fetch_add(chunk_lines);
      if (first >= from.lines) return;
      const std::uint64_t end = std::min(first + chunk_lines, from.lines);
      for (std::uint64_t at = first; at < end; ++at) {
        Line& line = static_cast<Line*>(old_table_.data())[at];
        const unsigned count = line.count();
        for (unsigned slot = 0; slot < count; ++slot) {
          const Bits<old_bytes> value = line.get<old_bytes>(slot);
          const auto distance = static_cast<unsigned>(value >> from.remainder_bits) % attempts;
          Key hash = from.hash({from.home(at, distance), value & remainder_mask});
          if (!same_order) hash = bijection_.forward(old_bijection.backward(hash));
          const auto depth = static_cast<std::uint64_t>(value >> key_bits);
          if (writer.template add<false>(writer.entry(hash), writer.depth_part(depth)) != Outcome::added)
            throw std::logic_error("a key has no place in a larger table");
        }
      }
      old_table_.release(first * Geometry::line_bytes, (end - first) * Geometry::line_bytes);
    }
  });
}

/// Calls `visit` with each key of the part, and its depth, if that is `wanted`.
template <typename Wanted, typename Visit>
void KeyTable::visit_slots(std::uint64_t part, std::uint64_t parts, Wanted wanted, Visit visit) const {
  const unsigned key_bits = geometry_.key_part_bits();
  const std::uint64_t end = geometry_.lines * (part + 1) / parts;
  with_width(geometry_.slot_bytes, [&](auto bytes) {
    for (std::uint64_t at = geometry_.lines * part / parts; at < end; ++at) {
      Line& line = lines()[at];
      for (unsigned slot = 0; slot < line.count(); ++slot) {
        const Key value = line.get<bytes>(slot);
        const auto depth = static_cast<std::uint64_t>(value >> key_bits);
        if (!wanted(depth)) continue;
        const auto distance = static_cast<unsigned>(low_bits(value, key_bits) >> geometry_.remainder_bits);
        const Geometry::Place place{geometry_.home(at, distance), low_bits(value, geometry_.remainder_bits)};
        visit(bijection_.backward(geometry_.hash(place)), depth);
      }
    }
  });
}

void KeyTable::for_each(std::uint64_t part, std::uint64_t parts, std::uint64_t depth,
                        const std::function<void(Key)>& visit) const {
  const auto kept = static_cast<std::uint64_t>(low_bits(depth, geometry_.depth_bits));
  visit_slots(
      part, parts, [=](std::uint64_t found) { return found == kept; },
      [&](Key key, std::uint64_t) { visit(key); });
}

void KeyTable::for_each(std::uint64_t part, std::uint64_t parts,
                        const std::function<void(Key, std::uint64_t)>& visit) const {
  visit_slots(part, parts, [](std::uint64_t) { return true; }, visit);
}

std::uint64_t KeyTable::size() const {
  std::uint64_t room = 0;
  for (const Lane& lane : lanes_) room += lane.quota;
  return claimed_ - room;
}

}  // namespace mc::store
