// SPDX-License-Identifier: Apache-2.0
#include "codegen/machine_code.h"

#include <llvm/ExecutionEngine/Orc/CompileUtils.h>
#include <llvm/ExecutionEngine/Orc/JITTargetMachineBuilder.h>
#include <llvm/ExecutionEngine/Orc/LLJIT.h>
#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Module.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/Target/TargetMachine.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/DeadStoreElimination.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>
#include <thread>

#include "base/team.h"

namespace mc::codegen {

namespace {

using llvm::orc::JITTargetMachineBuilder;

template <typename T>
T check(llvm::Expected<T> result) {
  if (!result) throw std::runtime_error(llvm::toString(result.takeError()));
  return std::move(*result);
}

void check(llvm::Error error) {
  if (error) throw std::runtime_error(llvm::toString(std::move(error)));
}

/// Code generation without optimisations of its own takes half the time of the default; with much code the
/// search is between 5 % slower and a little faster.
JITTargetMachineBuilder host(bool thorough) {
  static const bool initialised =
      !llvm::InitializeNativeTarget() && !llvm::InitializeNativeTargetAsmPrinter();
  if (!initialised) throw std::runtime_error("LLVM has no code generator for this machine");
  return check(JITTargetMachineBuilder::detectHost())
      .setCodeGenOptLevel(thorough ? llvm::CodeGenOptLevel::Default : llvm::CodeGenOptLevel::None);
}

/// What pays off on this code: loads and stores of the same few words, bit fields, short branches. As fast
/// at run time as -O2, in a quarter of its time.
void optimise(llvm::Module& module, llvm::TargetMachine& machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  llvm::FunctionPassManager passes;
  passes.addPass(llvm::SROAPass(llvm::SROAOptions::ModifyCFG));
  passes.addPass(llvm::SimplifyCFGPass());
  passes.addPass(llvm::EarlyCSEPass(true));
  passes.addPass(llvm::InstCombinePass());
  passes.addPass(llvm::DSEPass());
  passes.addPass(llvm::SimplifyCFGPass());
  for (llvm::Function& function : module)
    if (!function.isDeclaration()) passes.run(function, functions);
}

std::unique_ptr<llvm::MemoryBuffer> compile(const EmitModule& emit, llvm::TargetMachine& machine) {
  llvm::LLVMContext context;
  context.setDiscardValueNames(true);
  llvm::Module module("model", context);
  module.setDataLayout(machine.createDataLayout());
  module.setTargetTriple(machine.getTargetTriple().str());
  emit(module);
  if (std::string complaint; [&] {
        llvm::raw_string_ostream stream(complaint);
        return llvm::verifyModule(module, &stream);
      }())
    throw std::logic_error("malformed code: " + complaint);
  optimise(module, machine);
  return check(llvm::orc::SimpleCompiler(machine)(module));
}

}  // namespace

struct MachineCode::Jit {
  std::unique_ptr<llvm::orc::LLJIT> lljit;
};

MachineCode::MachineCode(const std::vector<EmitModule>& modules, bool thorough)
    : jit_(std::make_unique<Jit>()) {
  const JITTargetMachineBuilder builder = host(thorough);
  std::vector<std::unique_ptr<llvm::MemoryBuffer>> objects(modules.size());
  std::atomic<std::size_t> next = 0;
  base::Team team(std::max(1u, std::thread::hardware_concurrency()));
  team.run([&](unsigned) {
    const auto machine = check(JITTargetMachineBuilder(builder).createTargetMachine());
    for (std::size_t i = next++; i < modules.size(); i = next++) objects[i] = compile(modules[i], *machine);
  });
  jit_->lljit = check(llvm::orc::LLJITBuilder().setJITTargetMachineBuilder(builder).create());
  for (auto& object : objects) check(jit_->lljit->addObjectFile(std::move(object)));
}

MachineCode::~MachineCode() = default;

void* MachineCode::find(const std::string& name) const {
  return check(jit_->lljit->lookup(name)).toPtr<void*>();
}

}  // namespace mc::codegen
