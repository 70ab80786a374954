// SPDX-License-Identifier: Apache-2.0
// A state as the interpreter has it: one Value a slot, in the order that StateIndex defines.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ir/system.h"

namespace mc::ir {

using State = std::vector<Value>;

/// Where each slot of a System stands in a State: globals first, then task by task and copy by copy the
/// frame followed by the program counter (an instruction number).
class StateIndex {
 public:
  explicit StateIndex(const System& system);

  std::size_t size() const { return size_; }
  std::size_t global(std::uint32_t slot) const { return slot; }
  std::size_t frame(std::size_t task, unsigned copy) const;  ///< first slot of that copy's frame
  std::size_t program_counter(std::size_t task, unsigned copy) const;

  /// "folio[0].dirty", "process 1: ret", "process 1: pc".
  std::string name(std::size_t position) const;
  /// Type of a slot; a program counter is an integer 0..code.size()-1.
  Type type(std::size_t position) const;
  Value initial(std::size_t position) const;

 private:
  const System* system_;
  std::vector<std::size_t> task_start_;
  std::size_t size_ = 0;
};

/// A value as its type writes it: "true", "PTE_RO", "&folio[0]", "17".
std::string to_string(const System& system, const Type& type, Value value);

}  // namespace mc::ir
