// SPDX-License-Identifier: Apache-2.0
#include "store/tree.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

namespace mc::store {

namespace {

constexpr unsigned most_number_bits = 32;

}  // namespace

Tree::Tree(unsigned words, unsigned lanes) : words_(words), lane_count_(lanes), layout_(0), lanes_(lanes) {
  const auto add = [&](Node node) {
    node.dictionary = std::make_unique<NumberedSet>(1, lanes);
    roots_.push_back(static_cast<unsigned>(nodes_.size()));
    nodes_.push_back(std::move(node));
  };
  for (unsigned word = words; word-- > 0;) add({.word = word});
  while (roots_.size() > most_roots) {  // the last words first: fields are placed by width, the widest first
    const std::array children{roots_[0], roots_[1]};
    roots_.erase(roots_.begin(), roots_.begin() + 2);
    add({.children = children, .leaf = false});
  }
  layout_ = KeyLayout(roots_.size());
  widen();
  for (Lane& lane : lanes_) {
    lane.known.resize(nodes_.size());
    lane.numbers.resize(nodes_.size());
  }
}

void Tree::widen() {
  for (std::size_t i = 0; i < roots_.size(); ++i) {
    const Number limit = nodes_[roots_[i]].dictionary->number_limit();
    const auto needed = static_cast<unsigned>(std::bit_width(limit));
    if (needed > most_number_bits) throw std::bad_alloc();
    if (needed > layout_.width(i)) layout_.widen(i, std::min(needed + 1, most_number_bits));
  }
}

std::size_t Tree::encode(unsigned lane, const Word* states, std::span<const std::uint32_t> places,
                         Key* keys) {
  std::size_t done = 0;
  while (done < places.size()) {
    const auto part = places.subspan(done, std::min(batch, places.size() - done));
    const std::size_t encoded = encode_batch(lane, states, part, keys + done);
    done += encoded;
    if (encoded < part.size()) break;
  }
  return done;
}

/// Node by node, all states at each.
std::size_t Tree::encode_batch(unsigned lane, const Word* states, std::span<const std::uint32_t> places,
                               Key* keys) {
  auto& [known, words, numbers] = lanes_[lane];
  std::size_t count = places.size();
  for (unsigned i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    for (std::size_t at = 0; at < count; ++at)
      words[at] = node.leaf ? states[places[at] * words_ + node.word]
                            : numbers[node.children[0]][at] | numbers[node.children[1]][at] << 32;
    count = look_up(lane, i, count);
  }
  for (std::size_t at = 0; at < count; ++at) {
    std::array<Word, most_roots> roots;
    for (std::size_t i = 0; i < roots_.size(); ++i) {
      roots[i] = numbers[roots_[i]][at];
      if (roots[i] >> layout_.width(i) != 0) return at;
    }
    keys[at] = layout_.pack(roots.data());
  }
  return count;
}

/// Finds the numbers of `count` words. Returns of how many, from the first on: not all, if the node's
/// dictionary is full.
std::size_t Tree::look_up(unsigned lane, unsigned node, std::size_t count) {
  const std::array<Word, batch>& words = lanes_[lane].words;
  std::array<Word, batch>& numbers = lanes_[lane].numbers[node];
  Known& known = lanes_[lane].known[node];
  NumberedSet& dictionary = *nodes_[node].dictionary;
  std::array<std::uint32_t, batch> unknown;
  std::size_t rest = 0;
  for (std::uint32_t at = 0; at < count; ++at) {
    const std::size_t place = Known::place(words[at]);
    numbers[at] = known.numbers[place] - 1;
    if (known.numbers[place] != 0 && known.words[place] == words[at]) continue;
    unknown[rest++] = at;
    dictionary.prefetch(&words[at]);
  }
  for (std::size_t i = 0; i < rest; ++i) dictionary.prefetch_match(&words[unknown[i]]);
  for (std::size_t i = 0; i < rest; ++i) {
    const std::uint32_t at = unknown[i];
    const auto number = dictionary.intern(lane, &words[at]);
    if (!number) return at;
    numbers[at] = *number;
    const std::size_t place = Known::place(words[at]);
    known.words[place] = words[at];
    known.numbers[place] = static_cast<std::uint32_t>(*number + 1);
  }
  return count;
}

void Tree::decode(Key key, Word* state) const {
  std::array<Word, most_roots> numbers;
  layout_.unpack(key, numbers.data());
  for (std::size_t i = 0; i < roots_.size(); ++i) decode_node(roots_[i], numbers[i], state);
}

void Tree::decode_node(unsigned number_of_node, Word number, Word* state) const {
  const Node& node = nodes_[number_of_node];
  const Word word = *(*node.dictionary)[number];
  if (node.leaf) {
    state[node.word] = word;
    return;
  }
  decode_node(node.children[0], word & 0xffffffff, state);
  decode_node(node.children[1], word >> 32, state);
}

void Tree::grow() {
  for (Node& node : nodes_) {
    if (!node.dictionary->is_full()) continue;
    node.dictionary->grow();
    for (unsigned lane = 0; lane < lane_count_; ++lane) node.dictionary->rehash(lane);
  }
  widen();
}

std::uint64_t Tree::memory_bytes() const {
  std::uint64_t bytes = 0;
  for (const Node& node : nodes_) bytes += node.dictionary->memory_bytes();
  return bytes;
}

std::uint64_t Tree::growth_bytes() const {
  std::uint64_t bytes = 0;
  for (const Node& node : nodes_)
    if (node.dictionary->is_full()) bytes += node.dictionary->table_bytes() / 2;
  return bytes;
}

}  // namespace mc::store
