// SPDX-License-Identifier: Apache-2.0
// Compilation: a System as machine code, the fast engine behind a search.
#pragma once

#include <memory>

#include "ir/generator.h"
#include "ir/system.h"

namespace mc::codegen {

/// Compiles one function a step, shared by all copies of its task. A copy of this object and its generators
/// share the code; the System must outlive them all.
class CompiledSystem {
 public:
  explicit CompiledSystem(const ir::System& system);
  explicit CompiledSystem(const ir::System&&) = delete;

  /// A generator for one thread. May be called by several threads at once.
  std::unique_ptr<ir::Generator> generator() const;

 private:
  struct Code;
  std::shared_ptr<const Code> code_;
};

}  // namespace mc::codegen
