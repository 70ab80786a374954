// Emits one function a step: all that a task may do between one step start and the next.
#pragma once

#include <cstdint>
#include <string>

#include "codegen/emitter.h"

namespace mc::codegen {

/// Name of the function of a step.
std::string step_name(std::size_t task, std::uint32_t instruction);

/// Emits the step of `task` that starts at `instruction`, as a Step (see runtime.h), for all copies.
void emit_step(const Program& program, std::size_t task, std::uint32_t instruction);

constexpr const char* observe_name = "observe";

/// Emits the evaluation of all invariants and covers, as an Observe (see runtime.h).
void emit_observe(const Program& program);

}  // namespace mc::codegen
