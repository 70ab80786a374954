// SPDX-License-Identifier: Apache-2.0
#include "codegen/compiled_system.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "codegen/compiled_generator.h"
#include "codegen/machine_code.h"
#include "codegen/step_emitter.h"

namespace mc::codegen {

namespace {

/// Functions a module: few enough to keep all cores busy, many enough to share its tables.
constexpr std::size_t module_functions = 32;

/// Up to so many functions each copy of a task has its own, and LLVM takes its time: they are faster, for
/// where a copy's variables stand is known, and compile within a fraction of a second.
constexpr std::size_t few_functions = 300;

class Plan {
 public:
  Plan(const ir::System& system, const ir::Layout& layout) : system_(system), layout_(layout) {
    add_steps(true);
    thorough_ = steps_.size() <= few_functions;
    if (!thorough_) add_steps(false);
  }

  const std::vector<StepId>& steps() const { return steps_; }
  bool thorough() const { return thorough_; }

  std::vector<EmitModule> modules() const {
    std::vector<EmitModule> modules;
    modules.push_back([this](llvm::Module& module) { emit_observe(Program(system_, layout_, module)); });
    for (std::size_t first = 0; first < steps_.size(); first += module_functions)
      modules.push_back([this, first](llvm::Module& module) {
        const Program program(system_, layout_, module);
        const auto part = std::span(steps_).subspan(first);
        for (const StepId& step : part.first(std::min(part.size(), module_functions)))
          emit_step(program, step);
      });
    return modules;
  }

 private:
  void add_steps(bool each_copy) {
    steps_.clear();
    for (std::size_t task = 0; task < system_.tasks.size(); ++task)
      for (unsigned copy = 0; copy < (each_copy ? system_.tasks[task].count : 1); ++copy)
        for (const std::uint32_t instruction : layout_.locations(task))
          if (system_.tasks[task].code[instruction].kind != ir::Instruction::Kind::end)
            steps_.push_back(
                {.task = task, .instruction = instruction, .copy = owner(task, copy, each_copy)});
  }

  std::optional<unsigned> owner(std::size_t task, unsigned copy, bool each_copy) const {
    if (each_copy || system_.tasks[task].count == 1) return copy;
    return std::nullopt;
  }

  const ir::System& system_;
  const ir::Layout& layout_;
  std::vector<StepId> steps_;
  bool thorough_ = false;
};

}  // namespace

struct CompiledSystem::Code {
  explicit Code(const ir::System& a_system) : Code(a_system, ir::Layout(a_system)) {}

  Code(const ir::System& a_system, ir::Layout a_layout)
      : system(a_system),
        layout(std::move(a_layout)),
        plan(system, layout),
        machine_code(plan.modules(), plan.thorough()) {
    steps.observe = reinterpret_cast<Observe>(machine_code.find(observe_name));
    for (std::size_t task = 0; task < system.tasks.size(); ++task)
      steps.steps.emplace_back(system.tasks[task].count,
                               std::vector<StepFunction>(layout.locations(task).size(), nullptr));
    for (const StepId& step : plan.steps())
      place(step, reinterpret_cast<StepFunction>(machine_code.find(step_name(step))));
  }

  void place(const StepId& id, StepFunction step) {
    const std::uint32_t location = layout.location_number(id.task, id.instruction);
    for (unsigned copy = 0; copy < system.tasks[id.task].count; ++copy)
      if (!id.copy || *id.copy == copy) steps.steps[id.task][copy][location] = step;
  }

  const ir::System& system;
  ir::Layout layout;
  Plan plan;
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
