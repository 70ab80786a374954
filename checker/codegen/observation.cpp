// SPDX-License-Identifier: Apache-2.0
#include "codegen/observation.h"

#include <cstddef>

#include "codegen/runtime.h"
#include "codegen/valuation_recorder.h"

namespace mc::codegen {

using llvm::Value;

llvm::BasicBlock* ObservationEmitter::new_block() const {
  return llvm::BasicBlock::Create(builder_.getContext(), "", builder_.GetInsertBlock()->getParent());
}

Value* ObservationEmitter::field_address(std::size_t offset) {
  return builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), runtime_, offset);
}

Value* ObservationEmitter::field(std::size_t offset, llvm::Type* type) {
  return builder_.CreateLoad(type, field_address(offset));
}

Value* ObservationEmitter::holds(ir::ObservationId id, const Scope& scope, bool record) {
  const ir::Observation& observation = program_.system.observations[ir::index(id)];
  Emitter emitter(program_, builder_, scope);
  std::vector<Value*> arguments;
  for (const ir::ExprId argument : observation.arguments) arguments.push_back(emitter.value(argument));
  const ir::Formula& formula = program_.system.formulas[ir::index(observation.formula)];
  Value* result = Emitter(program_, builder_, {.arguments = arguments}).is_true(formula.expression);
  if (record) ObservationEmitter::record(observation.formula, arguments);
  return result;
}

void ObservationEmitter::cover(ir::ObservationId id, Value* condition) {
  const ir::FormulaId formula = program_.system.observations[ir::index(id)].formula;
  const auto property = ir::index(program_.system.formulas[ir::index(formula)].property);
  llvm::BasicBlock *mark = new_block(), *next = new_block();
  builder_.CreateCondBr(condition, mark, next);
  builder_.SetInsertPoint(mark);
  Value* covered = field(offsetof(Runtime, covered), builder_.getPtrTy());
  builder_.CreateStore(builder_.getInt8(1),
                       builder_.CreateConstInBoundsGEP1_64(builder_.getInt8Ty(), covered, property));
  builder_.CreateBr(next);
  builder_.SetInsertPoint(next);
}

void ObservationEmitter::record(ir::FormulaId id, const std::vector<Value*>& arguments) {
  const ir::Formula& formula = program_.system.formulas[ir::index(id)];
  if (table_of(formula) == Table::none) return record_by_call(id, arguments);
  Value* key = builder_.getInt64(0);
  Value* in_range = builder_.getTrue();
  unsigned shift = 0;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const ir::Type& type = formula.parameters[i].type;
    const auto least = static_cast<std::uint64_t>(type.least), most = static_cast<std::uint64_t>(type.most);
    Value* offset = builder_.CreateSub(arguments[i], builder_.getInt64(least));
    in_range = builder_.CreateAnd(in_range, builder_.CreateICmpULE(offset, builder_.getInt64(most - least)));
    key = builder_.CreateOr(key, builder_.CreateShl(offset, shift));
    shift += ir::bits(type);
  }
  if (in_range == builder_.getTrue()) return record_key(id, key);
  llvm::BasicBlock *fits = new_block(), *call = new_block(), *next = new_block();
  builder_.CreateCondBr(in_range, fits, call);
  builder_.SetInsertPoint(fits);
  record_key(id, key);
  builder_.CreateBr(next);
  builder_.SetInsertPoint(call);
  record_by_call(id, arguments);
  builder_.CreateBr(next);
  builder_.SetInsertPoint(next);
}

void ObservationEmitter::record_key(ir::FormulaId id, Value* key) {
  Value* tables = field(offsetof(Runtime, tables), builder_.getPtrTy());
  Value* table = builder_.CreateLoad(
      builder_.getPtrTy(), builder_.CreateConstInBoundsGEP1_64(builder_.getPtrTy(), tables, ir::index(id)));
  if (table_of(program_.system.formulas[ir::index(id)]) == Table::map)
    record_in_map(table, key);
  else
    record_in_cache(id, table, key);
}

void ObservationEmitter::record_in_map(Value* map, Value* key) {
  builder_.CreateStore(builder_.getInt8(1), builder_.CreateInBoundsGEP(builder_.getInt8Ty(), map, key));
}

void ObservationEmitter::record_in_cache(ir::FormulaId formula, Value* cache, Value* key) {
  Value* place =
      builder_.CreateLShr(builder_.CreateMul(key, builder_.getInt64(cache_factor)), 64 - cache_bits);
  Value* known = builder_.CreateLoad(builder_.getInt64Ty(),
                                     builder_.CreateInBoundsGEP(builder_.getInt64Ty(), cache, place));
  llvm::BasicBlock *call = new_block(), *next = new_block();
  builder_.CreateCondBr(builder_.CreateICmpEQ(known, builder_.CreateAdd(key, builder_.getInt64(1))), next,
                        call);
  builder_.SetInsertPoint(call);
  Value* function = field(offsetof(Runtime, record_key), builder_.getPtrTy());
  auto* type = llvm::FunctionType::get(
      builder_.getVoidTy(), {builder_.getPtrTy(), builder_.getInt32Ty(), builder_.getInt64Ty()}, false);
  builder_.CreateCall(type, function,
                      {runtime_, builder_.getInt32(static_cast<std::uint32_t>(formula)), key});
  builder_.CreateBr(next);
  builder_.SetInsertPoint(next);
}

void ObservationEmitter::record_by_call(ir::FormulaId formula, const std::vector<Value*>& arguments) {
  llvm::Type* word = builder_.getInt64Ty();
  llvm::BasicBlock& entry = builder_.GetInsertBlock()->getParent()->getEntryBlock();
  llvm::IRBuilder<> at_entry(&entry, entry.begin());
  Value* tuple = at_entry.CreateAlloca(llvm::ArrayType::get(word, arguments.size()));
  for (std::size_t i = 0; i < arguments.size(); ++i)
    builder_.CreateStore(arguments[i], builder_.CreateConstInBoundsGEP1_64(word, tuple, i));
  Value* function = field(offsetof(Runtime, record), builder_.getPtrTy());
  auto* type = llvm::FunctionType::get(
      builder_.getVoidTy(), {builder_.getPtrTy(), builder_.getInt32Ty(), builder_.getPtrTy()}, false);
  builder_.CreateCall(type, function,
                      {runtime_, builder_.getInt32(static_cast<std::uint32_t>(formula)), tuple});
}

}  // namespace mc::codegen
