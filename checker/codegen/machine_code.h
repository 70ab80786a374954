// SPDX-License-Identifier: Apache-2.0
// Just-in-time compilation: LLVM modules in, machine code in this process out.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace llvm {
class Module;
}

namespace mc::codegen {

/// Fills one module with functions; called from any thread.
using EmitModule = std::function<void(llvm::Module&)>;

/// Machine code, as long as this object lives.
class MachineCode {
 public:
  /// Compiles the modules side by side, on all cores; with `thorough` for longer, and better. Throws
  /// std::runtime_error with what LLVM says.
  MachineCode(const std::vector<EmitModule>& modules, bool thorough);
  ~MachineCode();
  MachineCode(const MachineCode&) = delete;
  MachineCode& operator=(const MachineCode&) = delete;

  /// Address of a function.
  void* find(const std::string& name) const;

 private:
  struct Jit;
  std::unique_ptr<Jit> jit_;
};

}  // namespace mc::codegen
