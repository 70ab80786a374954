// SPDX-License-Identifier: Apache-2.0
// Frontier: the states of one level of a breadth-first search, and how threads share them out.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/packing.h"
#include "store/spill_file.h"

namespace mc::store {

/// States of one level: the unit of work. Owns their words, which stand one after the other.
struct Block {
  std::unique_ptr<Word[]> words;  ///< none while they are in `file`
  std::uint64_t count = 0;
  std::shared_ptr<SpillFile> file;
  std::uint64_t place = 0;  ///< in `file`
};

/// A set of states, as blocks: small ones first, so that threads can share a small level, too.
class Level {
 public:
  /// What takes more than `most_bytes` (0: no limit) goes to disk, full blocks at a time.
  explicit Level(unsigned words, std::uint64_t most_bytes = 0) : words_(words), most_bytes_(most_bytes) {}

  unsigned words() const { return words_; }

  void add(const Word* state) {
    if (blocks_.empty() || blocks_.back().count == capacity_) start_block();
    std::copy_n(state, words_, blocks_.back().words.get() + blocks_.back().count++ * words_);
    ++states_;
  }
  void append(Level&& other);

  std::uint64_t states() const { return states_; }
  bool empty() const { return states_ == 0; }

  std::vector<Block>& blocks() { return blocks_; }

  /// Calls `visit` with the states of every block from the `first` on, be they in memory or on disk. Nothing
  /// is moved.
  void for_each_block(std::size_t first,
                      const std::function<void(const Word*, std::uint64_t count)>& visit) const;

 private:
  static constexpr std::uint64_t least_states = 64, most_states = 4096;

  void start_block();

  unsigned words_;
  std::uint64_t most_bytes_;
  std::uint64_t bytes_ = 0;  ///< in memory
  std::shared_ptr<SpillFile> file_;
  std::uint64_t capacity_ = 0;  ///< of the last block, in states
  std::vector<Block> blocks_;
  std::uint64_t states_ = 0;
};

/// Hands out every block of a level once, to whichever thread asks.
class Frontier {
 public:
  explicit Frontier(Level level) : level_(std::move(level)) {}

  std::optional<Block> take() {
    const std::lock_guard lock(mutex_);
    if (next_ == level_.blocks().size()) return std::nullopt;
    return std::move(level_.blocks()[next_++]);
  }
  /// Brings the words of a block that was taken into memory, if they are on disk.
  void load(Block& block) const;
  std::size_t blocks() { return level_.blocks().size(); }

  /// While nobody takes any: whether there are blocks left, and what is in them.
  bool empty() { return next_ == level_.blocks().size(); }
  void for_each_left(const std::function<void(const Word*, std::uint64_t count)>& visit) const {
    level_.for_each_block(next_, visit);
  }

 private:
  Level level_;
  std::mutex mutex_;
  std::size_t next_ = 0;
};

}  // namespace mc::store
