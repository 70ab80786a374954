// Wide states as short keys: most parts of a state recur in many others.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "lib/bijection.h"
#include "lib/key_layout.h"
#include "lib/numbered_set.h"
#include "lib/packing.h"

namespace mc::lib {

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

  /// The key of a state. Nothing if a dictionary is full: once all lanes have returned, one calls grow().
  std::optional<Key> encode(unsigned lane, const Word* state);
  /// Prefetches what encode() is going to look up.
  void prefetch(unsigned lane, const Word* state) const;
  void decode(Key key, Word* state) const;

  /// Makes room in every dictionary that needs it. Keys may become wider.
  void grow();
  /// Takes a change of layout() back.
  void set_layout(const KeyLayout& layout) { layout_ = layout; }

  std::uint64_t memory_bytes() const;
  /// Bytes that grow() would add.
  std::uint64_t growth_bytes() const;

 private:
  /// A dictionary, and what its words are: a word of the state, or the numbers of two other nodes.
  struct Node {
    std::unique_ptr<NumberedSet> dictionary;
    unsigned word = 0;
    std::array<unsigned, 2> children{};
    bool leaf = true;
  };
  /// Recent look-ups of one thread at one node, by hash: successors of a state share most of its parts.
  struct Known {
    static constexpr unsigned bits = 10;
    static std::size_t place(Word word) { return word * 0x9e3779b97f4a7c15u >> (64 - bits); }
    std::array<Word, 1 << bits> words;
    std::array<std::uint32_t, 1 << bits> numbers{};  ///< plus 1; 0: nothing
  };
  struct alignas(64) Lane {
    std::vector<Known> known;                 ///< by node
    std::vector<Word> numbers, root_numbers;  ///< of the state at hand, by node and by root
  };

  void widen();
  std::optional<Word> number(unsigned lane, unsigned node, Word word);
  void decode_node(unsigned node, Word number, Word* state) const;

  unsigned lane_count_;
  std::vector<Node> nodes_;      ///< children before their parents
  std::vector<unsigned> roots_;  ///< nodes
  KeyLayout layout_;             ///< of their numbers
  std::vector<Lane> lanes_;
};

}  // namespace mc::lib
