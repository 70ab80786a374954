#include "codegen/compiled_system.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "codegen/compiled_generator.h"
#include "codegen/machine_code.h"
#include "codegen/step_emitter.h"

namespace mc::codegen {

namespace {

using Location = std::pair<std::size_t, std::uint32_t>;  ///< task and instruction

/// Functions a module: few enough to keep all cores busy, many enough to share its tables.
constexpr std::size_t module_functions = 32;

std::vector<Location> step_locations(const ir::System& system, const ir::Layout& layout) {
  std::vector<Location> result;
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (const std::uint32_t instruction : layout.locations(task))
      if (system.tasks[task].code[instruction].kind != ir::Instruction::Kind::end)
        result.emplace_back(task, instruction);
  return result;
}

std::vector<EmitModule> plan_modules(const ir::System& system, const ir::Layout& layout) {
  std::vector<EmitModule> modules;
  modules.push_back([&](llvm::Module& module) { emit_observe(Program(system, layout, module)); });
  const std::vector<Location> all = step_locations(system, layout);
  for (std::size_t first = 0; first < all.size(); first += module_functions) {
    const std::size_t end = std::min(first + module_functions, all.size());
    modules.push_back([&system, &layout,
                       part = std::vector(all.begin() + static_cast<long>(first),
                                          all.begin() + static_cast<long>(end))](llvm::Module& module) {
      const Program program(system, layout, module);
      for (const auto& [task, instruction] : part) emit_step(program, task, instruction);
    });
  }
  return modules;
}

}  // namespace

struct CompiledSystem::Code {
  explicit Code(const ir::System& a_system)
      : system(a_system), layout(a_system), machine_code(plan_modules(a_system, layout)) {
    steps.observe = reinterpret_cast<Observe>(machine_code.find(observe_name));
    for (std::size_t task = 0; task < system.tasks.size(); ++task)
      steps.steps.emplace_back(layout.locations(task).size(), nullptr);
    for (const auto& [task, instruction] : step_locations(system, layout))
      steps.steps[task][layout.location_number(task, instruction)] =
          reinterpret_cast<Step>(machine_code.find(step_name(task, instruction)));
  }

  const ir::System& system;
  ir::Layout layout;
  MachineCode machine_code;
  Steps steps;
};

CompiledSystem::CompiledSystem(const ir::System& system) : code_(std::make_shared<Code>(system)) {}

std::unique_ptr<ir::Generator> CompiledSystem::generator() const {
  Steps steps = code_->steps;
  steps.owner = code_;
  return std::make_unique<CompiledGenerator>(code_->system, code_->layout, steps);
}

}  // namespace mc::codegen
