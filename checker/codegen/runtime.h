// SPDX-License-Identifier: Apache-2.0
// Run-time interface: what compiled code and the C++ around it share at run time.
#pragma once

#include <cstdint>

#include "ir/layout.h"
#include "ir/type.h"

namespace mc::codegen {

/// What one call of compiled code reads and reports. Each thread has its own.
struct Runtime {
  /// Values for the choices of a step, in order; 0 where none is given.
  const std::uint32_t* choices = nullptr;
  /// How many values each choice had that was made.
  ir::Value* bounds = nullptr;
  /// Number of choices made; the caller sets it to 0.
  std::uint64_t taken = 0;
  /// By PropertyId: 1 if covered.
  std::uint8_t* covered = nullptr;
  /// By FormulaId: its Table (see recorder.h), or nullptr.
  void* const* tables = nullptr;
  /// Notes a valuation by its key, as packed arguments.
  void (*record_key)(Runtime*, std::uint32_t formula, std::uint64_t key) = nullptr;
  /// Notes a valuation that has no key.
  void (*record)(Runtime*, std::uint32_t formula, const ir::Value* arguments) = nullptr;
  void* recorder = nullptr;
};

/// What a compiled step returns. `violated` + k: the observation number k failed.
enum Status : std::uint32_t {
  blocked,
  pruned,
  successor,
  broken,  ///< a store left its place or its type, which the checks before it should exclude
  violated,
};

/// One step from one location: reads `state`, writes `next`.
using StepFunction = std::uint32_t (*)(const ir::Word* state, ir::Word* next, std::uint64_t self, Runtime*);

/// Evaluates all invariants and covers; 0, or 1 + the number of the first observation that fails.
using Observe = std::uint32_t (*)(const ir::Word* state, Runtime*);

}  // namespace mc::codegen
