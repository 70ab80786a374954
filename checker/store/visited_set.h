// SPDX-License-Identifier: Apache-2.0
// Visited set: the set of states that a search has found. Exact: no two states are ever taken for one
// another.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "store/key_table.h"
#include "store/packing.h"
#include "store/recent.h"
#include "store/tree.h"

namespace mc::store {

/// States become keys, one to one, and a KeyTable keeps the keys: its header says why none is lost. The bits
/// of a narrow state are its key; a wide one becomes the key of a Tree.
class VisitedSet {
 public:
  /// For states of word_bits.size() words, of which word i has its word_bits[i] lowest bits in use, and for
  /// `lanes` threads; each passes its own lane. `memory_limit` in bytes, 0: none. `depth_bits`: see KeyTable.
  VisitedSet(const std::vector<unsigned>& word_bits, unsigned lanes, std::uint64_t memory_limit = 0,
             unsigned depth_bits = Geometry::most_depth_bits);

  /// Inserts states that stand one after the other, found at `depth`, and appends to `fresh` the places
  /// among them of those that are new. Returns how many it dealt with. Fewer than `count` mean that the
  /// set is full: once all lanes have returned, one calls grow(), then every thread move(), and the rest is
  /// offered again.
  std::size_t insert(unsigned lane, const Word* states, std::size_t count, std::uint64_t depth,
                     std::vector<std::uint32_t>& fresh);

  /// Makes room; called while nobody inserts, and followed by move() on every thread. Throws std::bad_alloc
  /// at the memory limit; the set is unchanged then.
  void grow();
  void move();

  /// Calls `visit` for states of a part of the set, 0..parts-1, while nobody inserts: all that were found
  /// at `depth` and some others (see KeyTable). Parts may be visited side by side.
  void for_each(std::uint64_t part, std::uint64_t parts, std::uint64_t depth,
                const std::function<void(const Word*)>& visit) const;

  /// The same for all states of the part, each with its depth modulo 2^depth_bits().
  void for_each(std::uint64_t part, std::uint64_t parts,
                const std::function<void(const Word*, std::uint64_t)>& visit) const;
  unsigned depth_bits() const { return table_.geometry().depth_bits; }

  /// Number of states, and of bytes for all of them. Exact while nobody inserts.
  std::uint64_t size() const { return table_.size(); }
  std::uint64_t memory_bytes() const { return table_.memory_bytes() + (tree_ ? tree_->memory_bytes() : 0); }

 private:
  struct alignas(64) Lane {
    Recent recent;
    std::vector<std::uint32_t> places{};  ///< of states that are not recent
    std::vector<Key> keys{};              ///< theirs
  };

  void find_places(Lane& lane, const Word* states, std::size_t count) const;
  void encode(unsigned lane, const Word* states);
  void decode(Key key, Word* state) const;
  std::size_t words_;
  Packing packing_;           ///< of narrow states
  std::optional<Tree> tree_;  ///< of wide ones
  KeyTable table_;
  std::vector<Lane> lanes_;
  std::uint64_t memory_limit_;
};

}  // namespace mc::store
