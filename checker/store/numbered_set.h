// SPDX-License-Identifier: Apache-2.0
// Interning: a set of states that gives each of them a number. Exact: states are kept and compared in full.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <vector>

#include "store/arena.h"
#include "store/pages.h"

namespace mc::store {

/// States stand in an Arena, in the order of their discovery; a hash table of 8-byte entries finds them.
/// An entry is 0 (free) or 24 bits of the state's hash and the state's number + 1. The table is at most
/// 4/5 full and grows by half: 10 to 15 bytes a state beyond its words.
///
/// Why no state is lost or kept twice: an entry is written once, by compare-and-swap from 0, and after
/// the state itself (release; readers acquire). A state's entry stands at the first entry of the state's
/// probe sequence that was free. Who looks for the state walks the same sequence, and no entry before it
/// ever becomes free again, so he meets it before a free one. Of two threads that insert the same state
/// at the same free entry, one wins, and the other looks at that entry again and finds its state there.
/// Equal hash bits decide nothing: all words are compared.
class NumberedSet {
 public:
  /// For `lanes` threads; each passes its own lane. `memory_limit` in bytes, 0: none.
  NumberedSet(unsigned words, unsigned lanes, std::uint64_t memory_limit = 0);

  /// Inserts states that stand one after the other, and appends the numbers of the new ones to `fresh`.
  /// Returns how many it dealt with. Fewer than `count` mean that the table is full: once all lanes
  /// have returned, one calls grow(), then every lane rehash(), and the rest is offered again.
  /// Throws std::bad_alloc at the memory limit; the set remains valid.
  std::size_t insert(unsigned lane, const Word* states, std::size_t count, std::vector<Number>& fresh);

  /// Inserts a state unless it is there; its number. Nothing if the table is full, as insert().
  std::optional<Number> intern(unsigned lane, const Word* state);

  /// Prefetches where the search for a state begins.
  void prefetch(const Word* state) const;
  /// Prefetches what the state will be compared with; better after prefetch().
  void prefetch_match(const Word* state) const;

  /// Numbers are below this until grow() is called.
  Number number_limit() const;

  /// True if a lane may fail to get room for another state.
  bool is_full() const;
  std::uint64_t table_bytes() const { return table_.bytes(); }

  /// Makes room for at least another lot in each lane; called while nobody inserts, and followed by
  /// rehash() of every lane. Throws std::bad_alloc at the memory limit; the set is unchanged then.
  void grow();
  void rehash(unsigned lane);

  const Word* operator[](Number number) const { return arena_[number]; }

  /// Number of a state, if it was found. With one lane states are numbered 0, 1, 2, …
  std::optional<Number> find(const Word* state) const;

  /// Number of states, and of bytes for states and table. Exact while nobody inserts.
  std::uint64_t size() const;
  std::uint64_t memory_bytes() const;

 private:
  static constexpr unsigned line_entries = 8;  ///< of a cache line; a state is probed for line by line

  /// A thread's share of the arena: the next free state and the end of its lot.
  struct alignas(64) Lane {
    Number next = 0;
    Number end = 0;
  };

  std::atomic_ref<std::uint64_t> entry(std::uint64_t line, std::uint64_t position) const {
    return std::atomic_ref(static_cast<std::uint64_t*>(table_.data())[line * line_entries + position]);
  }
  std::uint64_t home(std::uint64_t hash) const;
  void prefetch_states(const std::uint64_t* hashes, std::size_t count) const;
  bool claim(Lane& lane);
  Number find_or_add(Lane& lane, const Word* state, std::uint64_t hash);
  void index_again(Number number, std::uint64_t hash);
  Number lot_end(Number lot) const;

  Arena arena_;
  std::vector<Lane> lanes_;
  std::uint64_t memory_limit_;
  std::uint64_t lines_;
  Pages table_;
  std::mutex claiming_;
};

}  // namespace mc::store
