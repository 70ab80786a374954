// SPDX-License-Identifier: Apache-2.0
#include "store/pages.h"

#include <sys/mman.h>

#include <memory>
#include <new>

namespace mc::store {

namespace {
constexpr std::size_t huge_page = std::size_t{1} << 21;
}

Pages::Pages(std::size_t bytes) : mapped_(bytes + huge_page), bytes_(bytes) {
  mapping_ =
      mmap(nullptr, mapped_, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (mapping_ == MAP_FAILED) throw std::bad_alloc();
  data_ = mapping_;
  std::size_t space = mapped_;
  std::align(huge_page, bytes, data_, space);
  // Only a hint: without it the search is slower and otherwise the same.
  if (bytes >= huge_page) madvise(data_, bytes, MADV_HUGEPAGE);
}

Pages::~Pages() {
  if (mapping_ != nullptr) munmap(mapping_, mapped_);
}

void Pages::release(std::size_t offset, std::size_t bytes) {
  const std::size_t first = (offset + huge_page - 1) / huge_page * huge_page;
  const std::size_t end = (offset + bytes) / huge_page * huge_page;
  if (first < end) madvise(static_cast<char*>(data_) + first, end - first, MADV_DONTNEED);
}

}  // namespace mc::store
