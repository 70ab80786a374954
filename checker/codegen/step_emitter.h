// SPDX-License-Identifier: Apache-2.0
// Step functions: one function a step, all that a task may do between one step start and the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "codegen/emitter.h"

namespace mc::codegen {

/// The step of a task that starts at an instruction: of one copy, or of any.
struct StepId {
  std::size_t task = 0;
  std::uint32_t instruction = 0;
  std::optional<unsigned> copy;
};

/// Name of the function of a step.
std::string step_name(const StepId& step);

/// Emits a step as a StepFunction (see runtime.h).
void emit_step(const Program& program, const StepId& step);

constexpr const char* observe_name = "observe";

/// Emits the evaluation of all invariants and covers, as an Observe (see runtime.h).
void emit_observe(const Program& program);

}  // namespace mc::codegen
