// The states of one level of a breadth-first search, and how threads share them out.
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <vector>

#include "lib/arena.h"

namespace mc::lib {

/// States first .. first + count - 1.
struct Block {
  Number first = 0;
  std::uint64_t count = 0;
};

/// A set of states, as blocks of at most `block_states`: the unit of work.
class Level {
 public:
  static constexpr std::uint64_t block_states = 64;

  void add(Number number) {
    if (blocks_.empty() || blocks_.back().count == block_states ||
        blocks_.back().first + blocks_.back().count != number)
      blocks_.push_back({number, 0});
    ++blocks_.back().count;
    ++states_;
  }
  void append(const Level& other) {
    blocks_.insert(blocks_.end(), other.blocks_.begin(), other.blocks_.end());
    states_ += other.states_;
  }
  void clear() { *this = {}; }

  const std::vector<Block>& blocks() const { return blocks_; }
  std::uint64_t states() const { return states_; }
  bool empty() const { return states_ == 0; }

 private:
  std::vector<Block> blocks_;
  std::uint64_t states_ = 0;
};

/// Hands out every block of a level once, to whichever thread asks.
class Frontier {
 public:
  explicit Frontier(const Level& level) : blocks_(level.blocks()) {}

  std::optional<Block> take() {
    const std::size_t i = next_.fetch_add(1, std::memory_order_relaxed);
    if (i >= blocks_.size()) return std::nullopt;
    return blocks_[i];
  }

 private:
  const std::vector<Block>& blocks_;
  std::atomic<std::size_t> next_ = 0;
};

}  // namespace mc::lib
