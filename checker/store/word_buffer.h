// SPDX-License-Identifier: Apache-2.0
// Word buffer: a growing row of words that are not set before they are written.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>

#include "store/packing.h"

namespace mc::store {

class WordBuffer {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Word* data() const { return words_.get(); }
  Word* data() { return words_.get(); }
  const Word* begin() const { return data(); }
  const Word* end() const { return data() + size_; }
  bool operator==(const WordBuffer& other) const { return std::ranges::equal(*this, other); }

  /// Where the next `count` words go; they are part of the buffer once they are committed.
  Word* room(std::size_t count) {
    if (capacity_ - size_ < count) enlarge(count);
    return words_.get() + size_;
  }
  void commit(std::size_t count) { size_ += count; }
  void append(const Word* words, std::size_t count) {
    std::copy_n(words, count, room(count));
    commit(count);
  }

  /// Keeps its memory.
  void clear() { size_ = 0; }

 private:
  void enlarge(std::size_t count) {
    capacity_ = std::max(2 * capacity_, size_ + std::max<std::size_t>(count, 64));
    auto words = std::make_unique_for_overwrite<Word[]>(capacity_);
    std::copy_n(words_.get(), size_, words.get());
    words_ = std::move(words);
  }

  std::unique_ptr<Word[]> words_;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace mc::store
