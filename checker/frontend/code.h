// SPDX-License-Identifier: Apache-2.0
// The instructions of one task while they are being written: labels, step starts, source positions.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/system.h"

namespace mc::frontend {

enum class Label : std::uint32_t {};

class Code {
 public:
  /// A fresh label, bound to no place yet.
  Label label();
  /// The next instruction stands at `label`.
  void bind(Label label);
  /// As bind, for a label that later code may jump back to.
  void bind_backward(Label label);

  void assign(ir::PlaceId place, ir::ExprId value);
  void choose(ir::PlaceId place, ir::ExprId count);
  void await(ir::ExprId condition);
  void assume(ir::ExprId condition);
  void check(ir::ObservationId observation);
  void cover(ir::ObservationId observation);
  /// Falls through if `condition` is not 0, else goes to `otherwise`. A known condition costs nothing.
  void branch(const ir::Expressions& expressions, ir::ExprId condition, Label otherwise);
  void jump(Label target);

  /// The next instruction starts a step, unless we are inside an atomic body or ghost code.
  void begin_step() { step_pending_ = step_pending_ || (atomic_depth_ == 0 && ghost_depth_ == 0); }
  /// Everything up to leave_atomic() is one step.
  void enter_atomic();
  void leave_atomic();
  /// What is emitted up to leave_ghost() is part of the step before it; inside an atomic body, of that.
  void enter_ghost();
  void leave_ghost() { --ghost_depth_; }
  bool ghost() const { return ghost_depth_ > 0; }
  /// Whether no step may begin here.
  bool atomic() const { return atomic_depth_ > 0 || ghost_depth_ > 0; }

  void set_source(ir::SourceId source) { source_ = source; }
  ir::SourceId source() const { return source_; }
  bool reachable() const { return reachable_; }
  std::size_t size() const { return instructions_.size(); }

  /// Appends `end`, resolves labels, drops what cannot be reached. The result is a Task's code.
  std::vector<ir::Instruction> finish();

 private:
  void emit(ir::Instruction instruction);

  std::vector<ir::Instruction> instructions_;  ///< `target` holds a label until finish()
  std::vector<std::int64_t> labels_;           ///< position, or -1 while unbound
  std::vector<bool> used_;                     ///< labels that something jumps to
  ir::SourceId source_ = ir::SourceId::none;
  unsigned atomic_depth_ = 0;
  unsigned ghost_depth_ = 0;
  bool joins_ = false;  ///< ghost code outside an atomic body: it starts no step
  bool step_pending_ = true;
  bool reachable_ = true;
};

}  // namespace mc::frontend
