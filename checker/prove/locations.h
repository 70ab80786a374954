// SPDX-License-Identifier: Apache-2.0
// Code locations: where a task is, for a reader: names of functions, and numbers of step starts as ir::Layout
// counts them.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "ir/layout.h"
#include "ir/system.h"

namespace mc::prove {

class Locations {
 public:
  using Numbers = std::vector<std::uint64_t>;  ///< ascending

  /// `system` and `layout` must outlive it.
  Locations(const ir::System& system, const ir::Layout& layout);

  struct Area {
    std::string text;    ///< "folio_lock, @3-7"
    bool named = false;  ///< it has a function in it
    Numbers numbers;     ///< that stand in it
  };
  /// `numbers` among those that are `possible`. A function stands for all that are possible in it and in what
  /// it calls, from wherever it is called, and for two at least.
  Area area(std::size_t task, const Numbers& numbers, const Numbers& possible) const;

  /// "@3-7, @9": what is not possible may lie within a range.
  static std::string ranges(const Numbers& numbers, const Numbers& possible);

  /// "size = i_size_read(inode)  in block_page_mkwrite ← ext4_page_mkwrite".
  std::string statement(std::size_t task, std::uint64_t number) const;

 private:
  const ir::Source* source(std::size_t task, std::uint64_t number) const;

  const ir::System& system_;
  const ir::Layout& layout_;
  std::vector<std::map<std::string, Numbers>> functions_;  ///< by task; but for the task's own body
};

}  // namespace mc::prove
