// SPDX-License-Identifier: Apache-2.0
#include "store/visited_set.h"

#include <algorithm>
#include <array>
#include <new>
#include <numeric>

namespace mc::store {

namespace {

/// The widest states that are their own keys: at 15 bytes or so. Wider ones gain more by a Tree than they
/// lose in time.
constexpr unsigned most_packed_bits = 90;

std::optional<Tree> tree_for(const std::vector<unsigned>& word_bits, unsigned lanes) {
  if (std::accumulate(word_bits.begin(), word_bits.end(), 0u) <= most_packed_bits) return std::nullopt;
  return std::make_optional<Tree>(static_cast<unsigned>(word_bits.size()), lanes);
}

}  // namespace

VisitedSet::VisitedSet(const std::vector<unsigned>& word_bits, unsigned lanes, std::uint64_t memory_limit,
                       unsigned depth_bits)
    : words_(word_bits.size()),
      packing_(word_bits),
      tree_(tree_for(word_bits, lanes)),
      table_(tree_ ? tree_->layout().bits() : packing_.bits(), lanes, depth_bits),
      lanes_(lanes, Lane{.recent = Recent(word_bits)}),
      memory_limit_(memory_limit) {}

std::size_t VisitedSet::insert(unsigned lane_number, const Word* states, std::size_t count,
                               std::uint64_t depth, std::vector<std::uint32_t>& fresh) try {
  Lane& lane = lanes_[lane_number];
  find_places(lane, states, count);
  encode(lane_number, states);
  const std::size_t first = fresh.size();
  const std::size_t done = table_.insert(lane_number, lane.keys.data(), lane.keys.size(), depth, fresh);
  for (std::size_t i = first; i < fresh.size(); ++i) fresh[i] = lane.places[fresh[i]];
  if (done == lane.places.size()) return count;
  lane.recent.forget();
  return lane.places[done];
} catch (const std::bad_alloc&) {
  lanes_[lane_number].recent.forget();
  throw;
}

/// Of the states that may be new.
void VisitedSet::find_places(Lane& lane, const Word* states, std::size_t count) const {
  lane.places.resize(count);
  lane.places.resize(lane.recent.unmet(states, count, lane.places.data()));
}

/// Fills the lane's keys; not all, if a dictionary of the tree is full.
void VisitedSet::encode(unsigned lane, const Word* states) {
  const std::vector<std::uint32_t>& places = lanes_[lane].places;
  std::vector<Key>& keys = lanes_[lane].keys;
  keys.resize(places.size());
  if (!tree_) {
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = packing_.pack(states + places[i] * words_);
    return;
  }
  keys.resize(tree_->encode(lane, states, places, keys.data()));
}

void VisitedSet::grow() {
  if (!tree_) return table_.grow(memory_limit_);
  if (memory_limit_ != 0 && memory_bytes() + tree_->growth_bytes() > memory_limit_) throw std::bad_alloc();
  const KeyLayout before = tree_->layout();
  try {
    tree_->grow();
    table_.grow(memory_limit_ == 0 ? 0 : memory_limit_ - tree_->memory_bytes(), tree_->layout().bits());
  } catch (const std::bad_alloc&) {
    tree_->set_layout(before);
    throw;
  }
}

void VisitedSet::move() {
  table_.move();
}

void VisitedSet::decode(Key key, Word* state) const {
  if (tree_)
    tree_->decode(key, state);
  else
    packing_.unpack(key, state);
}

void VisitedSet::for_each(std::uint64_t part, std::uint64_t parts, std::uint64_t depth,
                          const std::function<void(const Word*)>& visit) const {
  std::vector<Word> state(words_);
  table_.for_each(part, parts, depth, [&](Key key) {
    decode(key, state.data());
    visit(state.data());
  });
}

void VisitedSet::for_each(std::uint64_t part, std::uint64_t parts,
                          const std::function<void(const Word*, std::uint64_t)>& visit) const {
  std::vector<Word> state(words_);
  table_.for_each(part, parts, [&](Key key, std::uint64_t depth) {
    decode(key, state.data());
    visit(state.data(), depth);
  });
}

}  // namespace mc::store
