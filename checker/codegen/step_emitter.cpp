// SPDX-License-Identifier: Apache-2.0
#include "codegen/step_emitter.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <map>
#include <vector>

#include "codegen/observation.h"
#include "codegen/runtime.h"
#include "ir/dependencies.h"
#include "ir/graph.h"

namespace mc::codegen {

namespace {

using llvm::BasicBlock;
using llvm::Value;
using Kind = ir::Instruction::Kind;

llvm::Function* declare(const Program& program, const std::string& name, unsigned pointers_before_self,
                        bool with_self) {
  llvm::LLVMContext& context = program.module.getContext();
  std::vector<llvm::Type*> types(pointers_before_self, llvm::PointerType::getUnqual(context));
  if (with_self) types.push_back(llvm::Type::getInt64Ty(context));
  types.push_back(llvm::PointerType::getUnqual(context));
  auto* type = llvm::FunctionType::get(llvm::Type::getInt32Ty(context), types, false);
  auto* function = llvm::Function::Create(type, llvm::GlobalValue::ExternalLinkage, name, program.module);
  function->setDoesNotThrow();
  for (llvm::Argument& argument : function->args())
    if (argument.getType()->isPointerTy()) argument.addAttr(llvm::Attribute::NoAlias);
  return function;
}

class StepEmitter {
 public:
  StepEmitter(const Program& program, const StepId& step)
      : program_(program),
        task_number_(step.task),
        task_(program.system.tasks[step.task]),
        start_(step.instruction),
        function_(declare(program, step_name(step), 2, true)),
        builder_(program.module.getContext()),
        observations_(program, builder_, function_->getArg(3)) {
    before_ = function_->getArg(0);
    scope_ = {.state = function_->getArg(1), .self = function_->getArg(2), .task = step.task};
    if (step.copy) scope_.self = builder_.getInt64(*step.copy);
    function_->getArg(0)->addAttr(llvm::Attribute::ReadOnly);
  }

  void run() {
    builder_.SetInsertPoint(new_block());
    scope_.broken_block = returning(broken);
    make_temporaries();
    const std::uint32_t first = awaits();
    copy_state();
    if (first == start_)
      emit(task_.code[first], first + 1);
    else
      builder_.CreateBr(target(first));
    while (!work_.empty()) {
      const std::uint32_t instruction = work_.back();
      work_.pop_back();
      builder_.SetInsertPoint(blocks_.at(instruction));
      if (task_.code[instruction].step)
        arrive(instruction);
      else
        emit(task_.code[instruction], instruction + 1);
    }
  }

 private:
  BasicBlock* new_block() { return BasicBlock::Create(builder_.getContext(), "", function_); }

  BasicBlock* returning(std::uint32_t status) {
    const llvm::IRBuilderBase::InsertPointGuard guard(builder_);
    BasicBlock* block = new_block();
    builder_.SetInsertPoint(block);
    builder_.CreateRet(builder_.getInt32(status));
    return block;
  }

  /// Those that the step names: LLVM takes its time over an array of all.
  void make_temporaries() {
    ir::Slots named;
    for (std::uint32_t instruction : ir::step_region(task_, start_)) {
      const ir::Effects effects = ir::effects(program_.system, task_.code[instruction]);
      named.insert(effects.reads[ir::Space::temporary].begin(), effects.reads[ir::Space::temporary].end());
      named.insert(effects.may_write[ir::Space::temporary].begin(),
                   effects.may_write[ir::Space::temporary].end());
    }
    if (named.empty()) return;
    auto* type = llvm::ArrayType::get(builder_.getInt64Ty(), *named.rbegin() - *named.begin() + 1);
    scope_.temporaries = builder_.CreateAlloca(type);
    scope_.first_temporary = *named.begin();
    builder_.CreateStore(llvm::Constant::getNullValue(type), scope_.temporaries);
  }

  /// Emits the awaits that a step begins with. They read the state as it was: a step that is not enabled
  /// copies nothing. Returns the number of the instruction behind them.
  std::uint32_t awaits() {
    Scope before = scope_;
    before.state = before_;
    std::uint32_t next = start_;
    for (; task_.code[next].kind == Kind::await && (next == start_ || !task_.code[next].step); ++next)
      go_on_if(Emitter(program_, builder_, before).is_true(task_.code[next].expression), blocked);
    return next;
  }

  void copy_state() {
    for (unsigned i = 0; i < program_.layout.words(); ++i) {
      Value* from = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), before_, i);
      Value* to = builder_.CreateConstInBoundsGEP1_64(builder_.getInt64Ty(), scope_.state, i);
      builder_.CreateStore(builder_.CreateLoad(builder_.getInt64Ty(), from), to);
    }
  }

  void go_on_if(Value* condition, std::uint32_t otherwise) {
    BasicBlock* next = new_block();
    builder_.CreateCondBr(condition, next, returning(otherwise));
    builder_.SetInsertPoint(next);
  }

  /// The block of an instruction that control reaches in this step; of a step start: where the step ends.
  BasicBlock* target(std::uint32_t instruction) {
    auto [known, inserted] = blocks_.try_emplace(instruction, nullptr);
    if (inserted) {
      known->second = new_block();
      work_.push_back(instruction);
    }
    return known->second;
  }

  /// The step ends at a location.
  void arrive(std::uint32_t location) {
    for (const ir::Reset& reset : task_.resets)
      if (reset.location == location)
        for (const std::uint32_t slot : reset.slots) {
          const ir::Type& type = task_.frame[slot].type;
          store_frame(slot, type, std::clamp<ir::Value>(0, type.least, type.most));
        }
    const auto last = static_cast<ir::Value>(program_.layout.locations(task_number_).size()) - 1;
    store_frame(static_cast<std::uint32_t>(task_.frame.size()),
                {.kind = ir::Type::Kind::integer, .most = last},
                program_.layout.location_number(task_number_, location));
    builder_.CreateRet(builder_.getInt32(successor));
  }

  /// The program counter is the slot behind the frame.
  void store_frame(std::uint32_t slot, const ir::Type& type, ir::Value value) {
    const ir::Place place{.space = ir::Space::local, .base = slot, .type = type};
    Emitter(program_, builder_, scope_).store(place, builder_.getInt64(static_cast<std::uint64_t>(value)));
  }

  void emit(const ir::Instruction& instruction, std::uint32_t next) {
    Emitter emitter(program_, builder_, scope_);
    switch (instruction.kind) {
      case Kind::assign:
        emitter.store(program_.system.place(instruction.place), emitter.value(instruction.expression));
        break;
      case Kind::choose: choose(emitter, instruction); break;
      case Kind::await: go_on_if(emitter.is_true(instruction.expression), blocked); break;
      case Kind::assume: go_on_if(emitter.is_true(instruction.expression), pruned); break;
      case Kind::check:
        go_on_if(observations_.holds(instruction.observation, scope_, true),
                 violated + static_cast<std::uint32_t>(instruction.observation));
        break;
      case Kind::cover:
        observations_.cover(instruction.observation,
                            observations_.holds(instruction.observation, scope_, false));
        break;
      case Kind::branch:
        builder_.CreateCondBr(emitter.is_true(instruction.expression), target(next),
                              target(instruction.target));
        return;
      case Kind::jump: next = instruction.target; break;
      case Kind::end: break;
    }
    builder_.CreateBr(target(next));
  }

  void choose(Emitter& emitter, const ir::Instruction& instruction) {
    Value* bound = emitter.value(instruction.expression);
    Value* taken = observations_.field(offsetof(Runtime, taken), builder_.getInt64Ty());
    Value* choices = observations_.field(offsetof(Runtime, choices), builder_.getPtrTy());
    Value* choice = builder_.CreateLoad(builder_.getInt32Ty(),
                                        builder_.CreateInBoundsGEP(builder_.getInt32Ty(), choices, taken));
    choice = builder_.CreateZExt(choice, builder_.getInt64Ty());
    go_on_if(builder_.CreateICmpSLT(choice, bound), blocked);
    Value* bounds = observations_.field(offsetof(Runtime, bounds), builder_.getPtrTy());
    builder_.CreateStore(bound, builder_.CreateInBoundsGEP(builder_.getInt64Ty(), bounds, taken));
    builder_.CreateStore(builder_.CreateAdd(taken, builder_.getInt64(1)),
                         observations_.field_address(offsetof(Runtime, taken)));
    Emitter(program_, builder_, scope_).store(program_.system.place(instruction.place), choice);
  }

  const Program& program_;
  std::size_t task_number_;
  const ir::Task& task_;
  std::uint32_t start_;
  llvm::Function* function_;
  llvm::IRBuilder<> builder_;
  ObservationEmitter observations_;
  Value* before_ = nullptr;  ///< the state before the step
  Scope scope_;              ///< its state is the one after the step, in the making
  std::map<std::uint32_t, BasicBlock*> blocks_;
  std::vector<std::uint32_t> work_;
};

}  // namespace

std::string step_name(const StepId& step) {
  const std::string copy = step.copy ? fmt::format("_{}", *step.copy) : "";
  return fmt::format("step_{}_{}{}", step.task, step.instruction, copy);
}

void emit_step(const Program& program, const StepId& step) {
  StepEmitter(program, step).run();
}

void emit_observe(const Program& program) {
  llvm::Function* function = declare(program, observe_name, 1, false);
  llvm::IRBuilder<> builder(BasicBlock::Create(program.module.getContext(), "", function));
  ObservationEmitter observations(program, builder, function->getArg(1));
  const Scope scope{.state = function->getArg(0)};
  std::vector<Value*> held;
  for (const ir::ObservationId invariant : program.system.invariants)
    held.push_back(observations.holds(invariant, scope, true));
  for (const ir::ObservationId goal : program.system.covers)
    observations.cover(goal, observations.holds(goal, scope, false));
  Value* failed = builder.getInt32(0);
  for (std::size_t i = held.size(); i-- > 0;)
    failed = builder.CreateSelect(
        held[i], failed, builder.getInt32(1 + static_cast<std::uint32_t>(program.system.invariants[i])));
  builder.CreateRet(failed);
}

}  // namespace mc::codegen
