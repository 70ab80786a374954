// SPDX-License-Identifier: Apache-2.0
#include "frontend/code.h"

namespace mc::frontend {

using ir::Instruction;
using Kind = ir::Instruction::Kind;

Label Code::label() {
  labels_.push_back(-1);
  used_.push_back(false);
  return static_cast<Label>(labels_.size() - 1);
}

void Code::bind(Label label) {
  const auto id = static_cast<std::size_t>(label);
  labels_[id] = static_cast<std::int64_t>(instructions_.size());
  if (used_[id]) reachable_ = true;
}

void Code::bind_backward(Label label) {
  bind(label);
  reachable_ = true;
  begin_step();
}

void Code::emit(Instruction instruction) {
  if (!reachable_) return;
  instruction.source = source_;
  const bool joins = ghost_depth_ > 0 && joins_;
  instruction.step = step_pending_ && !joins;
  instruction.atomic = atomic() && !instruction.step;
  step_pending_ = step_pending_ && joins;
  instructions_.push_back(instruction);
}

void Code::assign(ir::PlaceId place, ir::ExprId value) {
  emit({.kind = Kind::assign, .place = place, .expression = value});
}

void Code::choose(ir::PlaceId place, ir::ExprId count) {
  emit({.kind = Kind::choose, .place = place, .expression = count});
}

void Code::await(ir::ExprId condition) {
  emit({.kind = Kind::await, .expression = condition});
}

void Code::assume(ir::ExprId condition) {
  emit({.kind = Kind::assume, .expression = condition});
}

void Code::check(ir::ObservationId observation) {
  emit({.kind = Kind::check, .observation = observation});
}

void Code::cover(ir::ObservationId observation) {
  emit({.kind = Kind::cover, .observation = observation});
}

void Code::branch(const ir::Expressions& expressions, ir::ExprId condition, Label otherwise) {
  if (const auto known = expressions.constant_value(condition)) {
    if (*known == 0) jump(otherwise);
    return;
  }
  if (reachable_) used_[static_cast<std::size_t>(otherwise)] = true;
  emit({.kind = Kind::branch, .expression = condition, .target = static_cast<std::uint32_t>(otherwise)});
}

void Code::jump(Label target) {
  if (reachable_) used_[static_cast<std::size_t>(target)] = true;
  emit({.kind = Kind::jump, .target = static_cast<std::uint32_t>(target)});
  reachable_ = false;
}

void Code::enter_atomic() {
  if (!atomic()) step_pending_ = true;
  ++atomic_depth_;
}

void Code::enter_ghost() {
  if (ghost_depth_ == 0) joins_ = atomic_depth_ == 0;
  ++ghost_depth_;
}

void Code::leave_atomic() {
  --atomic_depth_;
  begin_step();
}

namespace {

bool has_target(const Instruction& instruction) {
  return instruction.kind == Kind::branch || instruction.kind == Kind::jump;
}

std::vector<bool> reachable_from_entry(const std::vector<Instruction>& code) {
  std::vector<bool> seen(code.size(), false);
  std::vector<std::size_t> open{0};
  while (!open.empty()) {
    const std::size_t at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    if (has_target(code[at])) open.push_back(code[at].target);
    if (code[at].kind != Kind::jump && code[at].kind != Kind::end) open.push_back(at + 1);
  }
  seen.back() = true;
  return seen;
}

}  // namespace

std::vector<Instruction> Code::finish() {
  reachable_ = true;
  atomic_depth_ = 0;
  step_pending_ = true;
  emit({.kind = Kind::end});
  for (Instruction& instruction : instructions_)
    if (has_target(instruction)) instruction.target = static_cast<std::uint32_t>(labels_[instruction.target]);
  instructions_.front().step = true;
  instructions_.front().atomic = false;

  const std::vector<bool> kept = reachable_from_entry(instructions_);
  std::vector<std::uint32_t> position(instructions_.size() + 1, 0);
  for (std::size_t i = 0; i < kept.size(); ++i) position[i + 1] = position[i] + (kept[i] ? 1 : 0);
  std::vector<Instruction> result;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    result.push_back(instructions_[i]);
    if (has_target(result.back())) result.back().target = position[result.back().target];
  }
  return result;
}

}  // namespace mc::frontend
