// SPDX-License-Identifier: Apache-2.0
// Observation code: the evaluation of checks, covers and invariants, and the recording of their arguments.
#pragma once

#include <llvm/IR/IRBuilder.h>

#include "codegen/emitter.h"

namespace mc::codegen {

/// Code that needs the Runtime as well.
class ObservationEmitter {
 public:
  ObservationEmitter(const Program& program, llvm::IRBuilder<>& builder, llvm::Value* runtime)
      : program_(program), builder_(builder), runtime_(runtime) {}

  /// Whether an observation holds, i1; its arguments are recorded on request. Recording ends in a new
  /// basic block, so `scope` is evaluated first, in the present one.
  llvm::Value* holds(ir::ObservationId observation, const Scope& scope, bool record);

  /// Marks the property of `observation` as covered if `condition`. Ends in a new basic block.
  void cover(ir::ObservationId observation, llvm::Value* condition);

  /// A field of the Runtime, by its offset in bytes.
  llvm::Value* field(std::size_t offset, llvm::Type* type);
  llvm::Value* field_address(std::size_t offset);

 private:
  void record(ir::FormulaId formula, const std::vector<llvm::Value*>& arguments);
  void record_key(ir::FormulaId formula, llvm::Value* key);
  void record_in_map(llvm::Value* map, llvm::Value* key);
  void record_in_cache(ir::FormulaId formula, llvm::Value* cache, llvm::Value* key);
  void record_by_call(ir::FormulaId formula, const std::vector<llvm::Value*>& arguments);
  llvm::BasicBlock* new_block() const;

  const Program& program_;
  llvm::IRBuilder<>& builder_;
  llvm::Value* runtime_;
};

}  // namespace mc::codegen
