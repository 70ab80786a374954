// SPDX-License-Identifier: Apache-2.0
// Valuation recorder: remembers the distinct argument tuples that formulas are evaluated with.
#pragma once

#include <cstdint>
#include <set>
#include <unordered_set>
#include <vector>

#include "codegen/runtime.h"
#include "ir/system.h"

namespace mc::codegen {

/// How compiled code notes the valuations of a formula. Arguments that lie in their parameters' types are
/// packed into a key: each less the least value of its type, the first in the lowest bits. All others, and
/// all of a formula of Table::none, go by call.
enum class Table {
  map,    ///< a byte a key, 1 if it was seen
  cache,  ///< some of the keys that were noted before: key + 1 at cache_place(key); others go by call
  none,   ///< a key would not fit into a word
};

Table table_of(const ir::Formula& formula);

/// A cache has 2^cache_bits words; the place of a key is the high bits of key * cache_factor.
constexpr unsigned cache_bits = 12;
constexpr std::uint64_t cache_factor = 0x9e3779b97f4a7c15u;
constexpr std::size_t cache_place(std::uint64_t key) {
  return key * cache_factor >> (64 - cache_bits);
}

class ValuationRecorder {
 public:
  explicit ValuationRecorder(const ir::System& system);

  /// For the Runtime, whose `recorder` is a ValuationRecorder.
  void* const* tables() const { return addresses_.data(); }
  static void record_key(Runtime* runtime, std::uint32_t formula, std::uint64_t key);
  static void record(Runtime* runtime, std::uint32_t formula, const ir::Value* arguments);

  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId formula) const;

 private:
  using Tuple = std::vector<ir::Value>;
  Tuple unpack(const ir::Formula& formula, std::uint64_t key) const;

  const ir::System* system_;
  std::vector<std::vector<std::uint8_t>> maps_;
  std::vector<std::vector<std::uint64_t>> caches_;
  std::vector<void*> addresses_;
  std::vector<std::unordered_set<std::uint64_t>> keys_;
  std::vector<std::set<Tuple>> tuples_;
};

}  // namespace mc::codegen
