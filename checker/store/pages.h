// SPDX-License-Identifier: Apache-2.0
// Huge pages: zeroed memory straight from the kernel, in huge pages where it gives them.
#pragma once

#include <cstddef>
#include <utility>

namespace mc::store {

/// Owns `bytes` of zeroed memory, aligned to a huge page. Untouched pages cost nothing.
class Pages {
 public:
  Pages() = default;
  explicit Pages(std::size_t bytes);  ///< throws std::bad_alloc
  Pages(Pages&& other) noexcept { swap(other); }
  Pages& operator=(Pages&& other) noexcept {
    Pages(std::move(other)).swap(*this);
    return *this;
  }
  ~Pages();

  /// Gives the memory of a part back, which reads as zeros from now on. Whole huge pages inside it only.
  void release(std::size_t offset, std::size_t bytes);

  void* data() const { return data_; }
  std::size_t bytes() const { return bytes_; }

 private:
  void swap(Pages& other) noexcept {
    std::swap(mapping_, other.mapping_);
    std::swap(mapped_, other.mapped_);
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
  }
  void* mapping_ = nullptr;
  std::size_t mapped_ = 0;
  void* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace mc::store
