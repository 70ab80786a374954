// SPDX-License-Identifier: Apache-2.0
// Changing the places a system uses: the common part of all transforms that move or retype slots.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "ir/system.h"

namespace mc::transform {

/// Rebuilds expressions with other places. Memory of what was rebuilt lasts as long as the object.
class Rewriter {
 public:
  /// What becomes of a place, its subscripts and pointer already rebuilt. Its base is the lowest slot that it
  /// can name (relative to the pointee), for constant subscripts are added to it.
  using ChangePlace = std::function<ir::Place(ir::Place)>;
  /// What is to take the place of an expression of the old system, if it is known.
  using Known = std::function<std::optional<ir::ExprId>(ir::ExprId)>;

  Rewriter(ir::System& system, ChangePlace change, Known known = {})
      : system_(system), change_(std::move(change)), known_(std::move(known)) {}

  ir::ExprId expression(ir::ExprId id);
  ir::PlaceId place(ir::PlaceId id);

 private:
  ir::ExprId rebuild(ir::ExprId id);

  ir::System& system_;
  ChangePlace change_;
  Known known_;
  std::unordered_map<std::uint32_t, ir::ExprId> expressions_;
  std::unordered_map<std::uint32_t, ir::PlaceId> places_;
};

/// Rewrites the instructions of a task and the observations they make. Those must be made by no other task:
/// see separate_observations.
void rewrite_task(ir::System& system, std::size_t task, Rewriter& rewriter);

/// Rewrites the observations of invariants, covers and leads-to properties.
void rewrite_state_predicates(ir::System& system, Rewriter& rewriter);

/// Gives every task observations of its own, so that rewriting one task leaves the others as they are.
void separate_observations(ir::System& system);

/// The formula of an observation with its arguments in place of the parameters.
ir::ExprId instantiate(ir::System& system, ir::ObservationId observation);

/// The instruction does nothing but go to `target`. It keeps its place, its step start and its source.
void turn_into_jump(ir::Instruction& instruction, std::uint32_t target);

/// Turns a check into a jump to the next instruction.
void drop_check(ir::Task& task, std::uint32_t instruction);

/// All places that the instructions of a task load from or store to.
std::set<ir::PlaceId> places_of(const ir::System& system, const ir::Task& task);

/// The same for the observations of invariants, covers and leads-to properties.
std::set<ir::PlaceId> places_of_state_predicates(const ir::System& system);

}  // namespace mc::transform
