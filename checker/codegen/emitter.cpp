// SPDX-License-Identifier: Apache-2.0
#include "codegen/emitter.h"

#include <stdexcept>

namespace mc::codegen {

namespace {

using llvm::Value;

llvm::GlobalVariable* table(llvm::Module& module, const std::vector<std::uint32_t>& entries) {
  llvm::Constant* data = llvm::ConstantDataArray::get(module.getContext(), entries);
  auto* variable =
      new llvm::GlobalVariable(module, data->getType(), true, llvm::GlobalValue::PrivateLinkage, data);
  variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  return variable;
}

/// It is known now to be false.
bool is_false(const Value* condition) {
  const auto* known = condition == nullptr ? nullptr : llvm::dyn_cast<llvm::ConstantInt>(condition);
  return known != nullptr && known->isZero();
}

}  // namespace

Program::Program(const ir::System& a_system, const ir::Layout& a_layout, llvm::Module& a_module)
    : system(a_system), layout(a_layout), index(a_system), module(a_module) {
  std::vector<std::uint32_t> addresses;
  for (std::size_t i = 0; i < index.size(); ++i)
    addresses.push_back(layout.field(i).word * 64 + layout.field(i).shift);
  bit_addresses = table(module, addresses);
  for (const ir::Domain& domain : system.domains) objects.push_back(table(module, domain.objects));
}

Value* Emitter::is_true(ir::ExprId id) {
  return truth(value(id));
}

Value* Emitter::leaf(ir::ExprId, const ir::Expression& node) {
  switch (node.op) {
    case ir::Operator::constant: return constant(node.value);
    case ir::Operator::self: return scope_.self;
    case ir::Operator::parameter: return scope_.arguments.at(static_cast<std::size_t>(node.value));
    default: return load(program_.system.place(node.place));
  }
}

Value* Emitter::operation(const ir::Expression& node, const Operands& operands) {
  using enum ir::Operator;
  switch (node.op) {
    case negate: return wrap(builder_.CreateNeg(operands[0]), node.numeric);
    case complement: return wrap(builder_.CreateNot(operands[0]), node.numeric);
    case convert: return wrap(operands[0], node.numeric);
    case logical_not: return widen(builder_.CreateNot(truth(operands[0])));
    case conditional:
      return wrap(builder_.CreateSelect(truth(operands[0]), operands[1], operands[2]), node.numeric);
    default: return binary(node, operands[0], operands[1]);
  }
}

Value* Emitter::binary(const ir::Expression& node, Value* a, Value* b) {
  using enum ir::Operator;
  const bool is_signed = node.numeric.is_signed;
  switch (node.op) {
    case add: return wrap(builder_.CreateAdd(a, b), node.numeric);
    case subtract: return wrap(builder_.CreateSub(a, b), node.numeric);
    case multiply: return wrap(builder_.CreateMul(a, b), node.numeric);
    case ir::Operator::divide:
    case remainder: return wrap(Emitter::divide(node, a, b), node.numeric);
    case shift_left:
    case shift_right: return wrap(shift(node, a, b), node.numeric);
    case bit_and: return wrap(builder_.CreateAnd(a, b), node.numeric);
    case bit_or: return wrap(builder_.CreateOr(a, b), node.numeric);
    case bit_xor: return wrap(builder_.CreateXor(a, b), node.numeric);
    case equal: return widen(builder_.CreateICmpEQ(a, b));
    case not_equal: return widen(builder_.CreateICmpNE(a, b));
    case less: return widen(is_signed ? builder_.CreateICmpSLT(a, b) : builder_.CreateICmpULT(a, b));
    case less_equal: return widen(is_signed ? builder_.CreateICmpSLE(a, b) : builder_.CreateICmpULE(a, b));
    case logical_and: return widen(builder_.CreateAnd(truth(a), truth(b)));
    case logical_or: return widen(builder_.CreateOr(truth(a), truth(b)));
    default: throw std::logic_error("not a binary operator");
  }
}

/// Total as ir::apply: by zero the result is 0, and by -1 nothing traps.
Value* Emitter::divide(const ir::Expression& node, Value* a, Value* b) {
  const bool quotient = node.op == ir::Operator::divide, is_signed = node.numeric.is_signed;
  Value* zero = builder_.CreateICmpEQ(b, constant(0));
  Value* minus_one = is_signed ? builder_.CreateICmpEQ(b, constant(-1)) : builder_.getFalse();
  Value* divisor = builder_.CreateSelect(builder_.CreateOr(zero, minus_one), constant(1), b);
  Value* result = nullptr;
  if (quotient)
    result = is_signed ? builder_.CreateSDiv(a, divisor) : builder_.CreateUDiv(a, divisor);
  else
    result = is_signed ? builder_.CreateSRem(a, divisor) : builder_.CreateURem(a, divisor);
  if (quotient) result = builder_.CreateSelect(minus_one, builder_.CreateNeg(a), result);
  return builder_.CreateSelect(zero, constant(0), result);
}

/// Total as ir::apply: by an amount outside 0..bits-1 the result is 0.
Value* Emitter::shift(const ir::Expression& node, Value* a, Value* b) {
  Value* fits = builder_.CreateICmpULT(b, constant(node.numeric.bits));
  Value* amount = builder_.CreateSelect(fits, b, constant(0));
  Value* result = nullptr;
  if (node.op == ir::Operator::shift_left)
    result = builder_.CreateShl(a, amount);
  else
    result = node.numeric.is_signed ? builder_.CreateAShr(a, amount) : builder_.CreateLShr(a, amount);
  return builder_.CreateSelect(fits, result, constant(0));
}

Value* Emitter::wrap(Value* value, ir::Numeric numeric) {
  if (numeric.bits == 64) return value;
  Value* narrow = builder_.CreateTrunc(value, builder_.getIntNTy(numeric.bits));
  return numeric.is_signed ? builder_.CreateSExt(narrow, builder_.getInt64Ty()) : widen(narrow);
}

/// First slot of the object that a pointer names.
Value* Emitter::pointee(const ir::Dereference& pointer, Slot& slot) {
  const auto& objects = program_.system.domains[pointer.domain].objects;
  Value* number = builder_.CreateSub(value(pointer.value), constant(1));
  slot.valid = builder_.CreateICmpULT(number, constant(static_cast<ir::Value>(objects.size())));
  if (objects.empty()) return constant(0);
  number = builder_.CreateSelect(slot.valid, number, constant(0));
  llvm::GlobalVariable* objects_table = program_.objects[pointer.domain];
  Value* entry = builder_.CreateInBoundsGEP(objects_table->getValueType(), objects_table,
                                            {builder_.getInt64(0), number});
  return widen(builder_.CreateLoad(builder_.getInt32Ty(), entry));
}

Emitter::Slot Emitter::slot(const ir::Place& place) {
  Slot slot{.number = constant(place.base)};
  if (place.pointer) slot.number = builder_.CreateAdd(slot.number, pointee(*place.pointer, slot));
  for (const ir::Subscript& subscript : place.subscripts) {
    Value* number = value(subscript.value);
    Value* valid = builder_.CreateICmpULT(number, constant(subscript.count));
    if (is_false(valid)) return {.number = constant(place.base), .valid = valid};
    number = builder_.CreateSelect(valid, number, constant(0));
    slot.number = builder_.CreateAdd(slot.number, builder_.CreateMul(number, constant(subscript.stride)));
    slot.valid = slot.valid == nullptr ? valid : builder_.CreateAnd(slot.valid, valid);
  }
  return slot;
}

/// Where the bits of a slot in the state stand. A slot that is known now needs no look-up.
Emitter::Bits Emitter::bits(const ir::Place& place, Value* slot) {
  Value* position = slot;
  if (place.space == ir::Space::local) {
    const ir::Task& task = program_.system.tasks[scope_.task];
    Value* frame = builder_.CreateMul(scope_.self, constant(static_cast<ir::Value>(task.frame.size() + 1)));
    const auto first = static_cast<ir::Value>(program_.index.frame(scope_.task, 0));
    position = builder_.CreateAdd(builder_.CreateAdd(frame, constant(first)), slot);
  }
  Value* address = nullptr;
  if (const auto* known = llvm::dyn_cast<llvm::ConstantInt>(position)) {
    const ir::Layout::Field& field = program_.layout.field(known->getZExtValue());
    address = constant(field.word * 64 + field.shift);
  } else {
    Value* entry = builder_.CreateInBoundsGEP(program_.bit_addresses->getValueType(), program_.bit_addresses,
                                              {builder_.getInt64(0), position});
    address = widen(builder_.CreateLoad(builder_.getInt32Ty(), entry));
  }
  return {.word = builder_.CreateInBoundsGEP(builder_.getInt64Ty(), scope_.state,
                                             builder_.CreateLShr(address, constant(6))),
          .shift = builder_.CreateAnd(address, constant(63))};
}

Value* Emitter::temporary(Value* number) {
  Value* position = builder_.CreateSub(number, constant(scope_.first_temporary));
  return builder_.CreateInBoundsGEP(builder_.getInt64Ty(), scope_.temporaries, position);
}

Value* Emitter::load(const ir::Place& place) {
  const Slot slot = Emitter::slot(place);
  if (is_false(slot.valid)) return constant(0);
  const unsigned width = ir::bits(place.type);
  Value* result = constant(place.type.least);
  if (place.space == ir::Space::temporary) {
    result = builder_.CreateLoad(builder_.getInt64Ty(), temporary(slot.number));
  } else if (width > 0) {
    const Bits place_bits = bits(place, slot.number);
    Value* word = builder_.CreateLoad(builder_.getInt64Ty(), place_bits.word);
    Value* field = builder_.CreateAnd(builder_.CreateLShr(word, place_bits.shift),
                                      builder_.getInt64(~std::uint64_t{0} >> (64 - width)));
    result = builder_.CreateAdd(field, result);
  }
  return slot.valid == nullptr ? result : builder_.CreateSelect(slot.valid, result, constant(0));
}

void Emitter::branch_unless_broken(Value* ok) {
  if (const auto* known = llvm::dyn_cast<llvm::ConstantInt>(ok); known != nullptr && known->isOne()) return;
  llvm::BasicBlock* fine =
      llvm::BasicBlock::Create(builder_.getContext(), "", scope_.broken_block->getParent());
  builder_.CreateCondBr(ok, fine, scope_.broken_block);
  builder_.SetInsertPoint(fine);
}

void Emitter::store(const ir::Place& place, Value* value) {
  const Slot slot = Emitter::slot(place);
  Value* field = builder_.CreateSub(value, constant(place.type.least));
  const auto range =
      static_cast<std::uint64_t>(place.type.most) - static_cast<std::uint64_t>(place.type.least);
  Value* ok = builder_.CreateICmpULE(field, builder_.getInt64(range));
  branch_unless_broken(slot.valid == nullptr ? ok : builder_.CreateAnd(ok, slot.valid));
  if (is_false(slot.valid)) return;
  if (place.space == ir::Space::temporary) {
    builder_.CreateStore(value, temporary(slot.number));
    return;
  }
  const unsigned width = ir::bits(place.type);
  if (width == 0) return;
  const Bits place_bits = bits(place, slot.number);
  Value* mask = builder_.CreateShl(builder_.getInt64(~std::uint64_t{0} >> (64 - width)), place_bits.shift);
  Value* word = builder_.CreateLoad(builder_.getInt64Ty(), place_bits.word);
  Value* others = builder_.CreateAnd(word, builder_.CreateNot(mask));
  builder_.CreateStore(builder_.CreateOr(others, builder_.CreateShl(field, place_bits.shift)),
                       place_bits.word);
}

}  // namespace mc::codegen
