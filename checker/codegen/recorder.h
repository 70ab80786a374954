// Remembers the distinct argument tuples that formulas are evaluated with.
#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <vector>

#include "codegen/runtime.h"
#include "ir/system.h"

namespace mc::codegen {

/// Bits that all parameters of `formula` take together.
unsigned parameter_bits(const ir::Formula& formula);

/// A formula of at most this many bits has a byte map, indexed by its packed arguments: the first in the
/// lowest bits, each less the least value of its type.
constexpr unsigned most_mapped_bits = 16;

/// Compiled code marks small tuples in the maps itself, and calls record() for all others.
class Recorder {
 public:
  explicit Recorder(const ir::System& system);

  std::uint8_t* const* maps() const { return addresses_.data(); }

  /// For Runtime::record; `recorder` of the runtime is a Recorder.
  static void record(Runtime* runtime, std::uint32_t formula, const ir::Value* arguments);

  std::vector<std::vector<ir::Value>> valuations(ir::FormulaId formula) const;

 private:
  using Tuple = std::vector<ir::Value>;
  void note(std::uint32_t formula, const ir::Value* arguments);
  Tuple unpack(const ir::Formula& formula, std::size_t packed) const;

  const ir::System* system_;
  std::vector<std::vector<std::uint8_t>> maps_;
  std::vector<std::uint8_t*> addresses_;
  std::vector<std::set<Tuple>> others_;
  std::vector<std::array<Tuple, 256>> recent_;  ///< by formula and hash: spares most searches in `others_`
};

}  // namespace mc::codegen
