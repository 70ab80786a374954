// SPDX-License-Identifier: Apache-2.0
// Code generation: emits expressions, loads and stores as LLVM instructions on a packed state.
#pragma once

#include <llvm/IR/IRBuilder.h>
#include <llvm/IR/Module.h>

#include <cstdint>
#include <vector>

#include "ir/fold.h"
#include "ir/layout.h"
#include "ir/state.h"
#include "ir/system.h"

namespace mc::codegen {

/// A System as all functions of one LLVM module see it.
struct Program {
  Program(const ir::System& system, const ir::Layout& layout, llvm::Module& module);

  const ir::System& system;
  const ir::Layout& layout;
  ir::StateIndex index;
  llvm::Module& module;
  /// By position of a slot in the state: the number of its first bit, 64 bits a word.
  llvm::GlobalVariable* bit_addresses;
  /// By domain and object: its first slot.
  std::vector<llvm::GlobalVariable*> objects;
};

/// What code refers to while it runs.
struct Scope {
  llvm::Value* state = nullptr;  ///< the packed words
  llvm::Value* self = nullptr;   ///< i64
  std::size_t task = 0;
  llvm::Value* temporaries = nullptr;        ///< [n x i64]
  std::uint32_t first_temporary = 0;         ///< whose value is the first of them
  std::vector<llvm::Value*> arguments;       ///< of the formula, i64 each
  llvm::BasicBlock* broken_block = nullptr;  ///< where a store goes that leaves its place or type
};

/// All values are i64, as the interpreter's.
class Emitter : private ir::Fold<llvm::Value*> {
 public:
  Emitter(const Program& program, llvm::IRBuilder<>& builder, Scope scope)
      : Fold(program.system.expressions), program_(program), builder_(builder), scope_(std::move(scope)) {}

  /// The value of an expression. Equal nodes are emitted once, so an Emitter serves for one instruction:
  /// one state, one basic block.
  llvm::Value* value(ir::ExprId id) { return of(id); }
  llvm::Value* is_true(ir::ExprId id);

  /// Ends in a new basic block.
  void store(const ir::Place& place, llvm::Value* value);

 private:
  llvm::Value* temporary(llvm::Value* number);

  /// A slot that is known when the code runs.
  struct Slot {
    llvm::Value* number = nullptr;  ///< in its space, i64; safe to use even if not valid
    llvm::Value* valid = nullptr;   ///< i1: no NULL pointer, no subscript out of range; nullptr: always
  };
  struct Bits {
    llvm::Value* word = nullptr;  ///< address
    llvm::Value* shift = nullptr;
  };

  llvm::Value* leaf(ir::ExprId id, const ir::Expression& node) override;
  llvm::Value* operation(const ir::Expression& node, const Operands& operands) override;
  llvm::Value* binary(const ir::Expression& node, llvm::Value* a, llvm::Value* b);
  llvm::Value* divide(const ir::Expression& node, llvm::Value* a, llvm::Value* b);
  llvm::Value* shift(const ir::Expression& node, llvm::Value* a, llvm::Value* b);
  llvm::Value* wrap(llvm::Value* value, ir::Numeric numeric);
  llvm::Value* load(const ir::Place& place);
  llvm::Value* pointee(const ir::Dereference& pointer, Slot& slot);
  Slot slot(const ir::Place& place);
  Bits bits(const ir::Place& place, llvm::Value* slot);
  void branch_unless_broken(llvm::Value* ok);

  llvm::Value* constant(ir::Value value) { return builder_.getInt64(static_cast<std::uint64_t>(value)); }
  llvm::Value* widen(llvm::Value* truth) { return builder_.CreateZExt(truth, builder_.getInt64Ty()); }
  llvm::Value* truth(llvm::Value* value) { return builder_.CreateICmpNE(value, constant(0)); }

  const Program& program_;
  llvm::IRBuilder<>& builder_;
  Scope scope_;
};

}  // namespace mc::codegen
