// SPDX-License-Identifier: Apache-2.0
// Tree compression: wide states as short keys: most parts of a state recur in many others.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "store/bijection.h"
#include "store/key_layout.h"
#include "store/numbered_set.h"
#include "store/packing.h"

namespace mc::store {

/// Tree compression (Blom, Lisser, van de Pol, Weber 2009): the leaves are the words of a state; every word
/// gets a number from its position's dictionary. Two numbers side by side are a word again, and so on, until
/// four numbers are left at most: the key. Distinct states have distinct keys, for a dictionary never gives
/// one number to two words, and numbers never change.
///
/// A number takes as many bits of the key as its dictionary can give out by now, and one to spare; so keys
/// become wider as dictionaries grow.
class Tree {
 public:
  static constexpr std::size_t most_roots = 4;

  /// For states of `words` words, at least 1, and `lanes` threads.
  Tree(unsigned words, unsigned lanes);

  /// How the numbers of the roots make a key.
  const KeyLayout& layout() const { return layout_; }

  /// Writes to `keys` those of the states at `places` of the ones that stand one after the other from
  /// `states` on. Returns how many it dealt with. Fewer than there are places mean that a dictionary is full:
  /// once all lanes have returned, one calls grow(), and the rest is offered again.
  std::size_t encode(unsigned lane, const Word* states, std::span<const std::uint32_t> places, Key* keys);
  void decode(Key key, Word* state) const;

  /// Makes room in every dictionary that needs it. Keys may become wider.
  void grow();
  /// Takes a change of layout() back.
  void set_layout(const KeyLayout& layout) { layout_ = layout; }

  std::uint64_t memory_bytes() const;
  /// Bytes that grow() would add.
  std::uint64_t growth_bytes() const;

 private:
  static constexpr std::size_t batch = 64;  ///< states whose look-ups at a node overlap

  /// A dictionary, and what its words are: a word of the state, or the numbers of two other nodes.
  struct Node {
    std::unique_ptr<NumberedSet> dictionary;
    unsigned word = 0;
    std::array<unsigned, 2> children{};
    bool leaf = true;
  };
  /// Recent look-ups of one thread at one node, by hash: successors of a state share most of its parts.
  struct Known {
    static constexpr unsigned bits = 12;
    static std::size_t place(Word word) { return word * 0x9e3779b97f4a7c15u >> (64 - bits); }
    std::array<Word, 1 << bits> words;
    std::array<std::uint32_t, 1 << bits> numbers{};  ///< plus 1; 0: nothing
  };
  struct alignas(64) Lane {
    std::vector<Known> known;  ///< by node
    /// Of the states at hand: the words to look up at one node, and what was found, by node.
    std::array<Word, batch> words;
    std::vector<std::array<Word, batch>> numbers;
  };

  void widen();
  std::size_t encode_batch(unsigned lane, const Word* states, std::span<const std::uint32_t> places,
                           Key* keys);
  std::size_t look_up(unsigned lane, unsigned node, std::size_t count);
  void decode_node(unsigned node, Word number, Word* state) const;

  unsigned words_, lane_count_;
  std::vector<Node> nodes_;      ///< children before their parents
  std::vector<unsigned> roots_;  ///< nodes
  KeyLayout layout_;             ///< of their numbers
  std::vector<Lane> lanes_;
};

}  // namespace mc::store
