#include "lib/tree.h"

#include <algorithm>
#include <bit>
#include <new>
#include <utility>

namespace mc::lib {

namespace {

constexpr unsigned most_number_bits = 32;

}  // namespace

Tree::Tree(unsigned words, unsigned lanes) : lane_count_(lanes), layout_(0), lanes_(lanes) {
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
    lane.root_numbers.resize(roots_.size());
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

std::optional<Key> Tree::encode(unsigned lane, const Word* state) {
  std::vector<Word>& numbers = lanes_[lane].numbers;
  for (unsigned i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    const Word word =
        node.leaf ? state[node.word] : numbers[node.children[0]] | numbers[node.children[1]] << 32;
    const auto found = number(lane, i, word);
    if (!found) return std::nullopt;
    numbers[i] = *found;
  }
  std::vector<Word>& root_numbers = lanes_[lane].root_numbers;
  for (std::size_t i = 0; i < roots_.size(); ++i) {
    root_numbers[i] = numbers[roots_[i]];
    if (root_numbers[i] >> layout_.width(i) != 0) return std::nullopt;
  }
  return layout_.pack(root_numbers.data());
}

void Tree::prefetch(unsigned lane, const Word* state) const {
  for (std::size_t i = 0; i < nodes_.size() && nodes_[i].leaf; ++i) {
    const Word word = state[nodes_[i].word];
    if (lanes_[lane].known[i].words[Known::place(word)] != word) nodes_[i].dictionary->prefetch(&word);
  }
}

/// The number of a word at a node; nothing if the dictionary is full.
std::optional<Word> Tree::number(unsigned lane, unsigned node, Word word) {
  Known& known = lanes_[lane].known[node];
  const std::size_t place = Known::place(word);
  if (known.numbers[place] != 0 && known.words[place] == word) return known.numbers[place] - 1;
  const auto number = nodes_[node].dictionary->intern(lane, &word);
  if (!number) return std::nullopt;
  known.words[place] = word;
  known.numbers[place] = static_cast<std::uint32_t>(*number + 1);
  return number;
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

}  // namespace mc::lib
