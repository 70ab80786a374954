// SPDX-License-Identifier: Apache-2.0
// Compact hash table: a set of integers of fixed width, exact and compact: what a place in the table says
// about a key is not stored.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "store/bijection.h"
#include "store/key_geometry.h"
#include "store/pages.h"

namespace mc::store {

struct Line;

/// An open hash table whose slots hold remainders (see Geometry), 4 to 15 bytes each. At most 7/8 full;
/// grows by 3/10 or more, in place so to speak: the old table gives its memory back while it is moved.
///
/// A line is slots, filled from the first on, and a header: how many are filled, and whether a writer is at
/// work. Why no key is lost or kept twice: a slot is written once, before the header counts it (release;
/// readers acquire), and no slot is ever freed. A key goes to the first line of its sequence of attempts
/// that has a free slot, so the lines before that are full, and remain so. Who looks for the key walks the
/// same lines until he meets it or a line with a free slot; in that line he becomes the writer only if the
/// header still counts exactly the slots he has compared, so of two threads with the same key one finds
/// the other's. Line and distance give the home, home and remainder the hash, and the hash the key: equal
/// slots mean equal keys. A key that finds no place in 64 attempts makes the table grow.
class KeyTable {
 public:
  /// For `lanes` threads; each passes its own lane. `key_bits` in 1..128. Of depths it keeps `depth_bits` at
  /// most, at least Geometry::least_depth_bits.
  KeyTable(unsigned key_bits, unsigned lanes, unsigned depth_bits = Geometry::most_depth_bits);

  /// Inserts keys at `depth`, and appends to `fresh` the places in `keys` of those that are new. Returns
  /// how many it dealt with. Fewer than `count` mean that the table is full: once all lanes have
  /// returned, one calls grow(), then every thread move(), and the rest is offered again.
  std::size_t insert(unsigned lane, const Key* keys, std::size_t count, std::uint64_t depth,
                     std::vector<std::uint32_t>& fresh);

  /// Makes room for more keys, if `memory_limit` bytes (0: none) allow it, and for keys of `key_bits` bits,
  /// no fewer than now; those that it has are the same with zeros above. Called while nobody inserts, and
  /// followed by move() of every lane. Throws std::bad_alloc at the limit; the table is unchanged then.
  void grow(std::uint64_t memory_limit);
  void grow(std::uint64_t memory_limit, unsigned key_bits);
  void move();

  /// Calls `visit` for keys of a part of the table, 0..parts-1, while nobody inserts: all those of `depth`
  /// and some others, whose depth is equal modulo 2^depth_bits.
  void for_each(std::uint64_t part, std::uint64_t parts, std::uint64_t depth,
                const std::function<void(Key)>& visit) const;

  /// The same for all keys of the part, each with its depth modulo 2^depth_bits.
  void for_each(std::uint64_t part, std::uint64_t parts,
                const std::function<void(Key, std::uint64_t)>& visit) const;

  /// Exact while nobody inserts.
  std::uint64_t size() const;
  std::uint64_t memory_bytes() const { return geometry_.bytes(); }
  const Geometry& geometry() const { return geometry_; }

 private:
  struct alignas(64) Lane {
    std::uint64_t quota = 0;  ///< keys it may still add before it must claim more
  };

  template <unsigned bytes>
  class Writer;
  template <unsigned bytes>
  std::size_t insert_keys(Lane& lane, const Key* keys, std::size_t count, std::uint64_t depth,
                          std::vector<std::uint32_t>& fresh);
  template <unsigned old_bytes>
  void move_chunks();
  bool claim(Lane& lane);
  template <typename Wanted, typename Visit>
  void visit_slots(std::uint64_t part, std::uint64_t parts, Wanted wanted, Visit visit) const;

  Line* lines() const;

  Geometry geometry_;
  Bijection bijection_;
  Pages table_;
  std::vector<Lane> lanes_;
  std::atomic<std::uint64_t> claimed_ = 0;  ///< keys added, and quotas
  std::atomic<bool> crowded_ = false;       ///< a key found no place

  // While it is moved: the table before.
  Geometry old_geometry_;
  Pages old_table_;
  std::atomic<std::uint64_t> next_chunk_ = 0;
};

}  // namespace mc::store
