// SPDX-License-Identifier: Apache-2.0
// Rewriting of tasks: ir/rewrite.h for all expressions and places of a task, or of the predicates over
// states.
#pragma once

#include <set>

#include "ir/rewrite.h"
#include "ir/system.h"

namespace mc::transform {

/// Rewrites the instructions of a task and the observations they make. Those must be made by no other task:
/// see separate_observations.
void rewrite_task(ir::System& system, std::size_t task, ir::Rewriter& rewriter);

/// Rewrites the observations of invariants, covers and leads-to properties.
void rewrite_state_predicates(ir::System& system, ir::Rewriter& rewriter);

/// Gives every task observations of its own, so that rewriting one task leaves the others as they are.
void separate_observations(ir::System& system);

/// The instruction does nothing but go to `target`. It keeps its place, its step start and its source.
void turn_into_jump(ir::Instruction& instruction, std::uint32_t target);

/// Turns a check into a jump to the next instruction.
void drop_check(ir::Task& task, std::uint32_t instruction);

/// All places that the instructions of a task load from or store to.
std::set<ir::PlaceId> places_of(const ir::System& system, const ir::Task& task);

/// The same for the observations of invariants, covers and leads-to properties.
std::set<ir::PlaceId> places_of_state_predicates(const ir::System& system);

}  // namespace mc::transform
