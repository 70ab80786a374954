// SPDX-License-Identifier: Apache-2.0
#include "store/frontier.h"

#include <iterator>

namespace mc::store {

void Level::append(Level&& other) {
  blocks_.insert(blocks_.end(), std::make_move_iterator(other.blocks_.begin()),
                 std::make_move_iterator(other.blocks_.end()));
  states_ += other.states_;
  if (!blocks_.empty()) capacity_ = blocks_.back().count;  // nothing is added to a block of another's
  bytes_ += other.bytes_;
  other = Level(other.words_, other.most_bytes_);
}

void Level::start_block() {
  if (!blocks_.empty() && most_bytes_ != 0 && bytes_ > most_bytes_) {
    Block& full = blocks_.back();
    if (!file_) file_ = std::make_shared<SpillFile>();
    full.place = file_->append(full.words.get(), full.count * words_);
    full.file = file_;
    full.words.reset();
    bytes_ -= capacity_ * words_ * sizeof(Word);
  }
  capacity_ = blocks_.empty() ? least_states : std::min(2 * capacity_, most_states);
  blocks_.push_back(
      {.words = std::make_unique_for_overwrite<Word[]>(capacity_ * words_), .count = 0, .file = nullptr});
  bytes_ += capacity_ * words_ * sizeof(Word);
}

void Level::for_each_block(std::size_t first,
                           const std::function<void(const Word*, std::uint64_t)>& visit) const {
  std::vector<Word> loaded;
  for (std::size_t i = first; i < blocks_.size(); ++i) {
    const Block& block = blocks_[i];
    if (!block.words) {
      loaded.resize(block.count * words_);
      block.file->read(block.place, loaded.data(), loaded.size());
    }
    visit(block.words ? block.words.get() : loaded.data(), block.count);
  }
}

void Frontier::load(Block& block) const {
  if (block.words) return;
  const std::size_t words = block.count * level_.words();
  block.words = std::make_unique_for_overwrite<Word[]>(words);
  block.file->read(block.place, block.words.get(), words);
}

}  // namespace mc::store
