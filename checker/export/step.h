// SPDX-License-Identifier: Apache-2.0
// Structured control flow: one step of a task as statements, conditionals, and where it ends.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "ir/system.h"

namespace mc::exporter {

/// Receives a step from top to bottom.
class StepVisitor {
 public:
  virtual ~StepVisitor() = default;
  /// Every instruction but branches and jumps.
  virtual void statement(std::uint32_t position) = 0;
  virtual void begin_branch(std::uint32_t position) = 0;
  virtual void otherwise() = 0;
  virtual void end_branch() = 0;
  /// The step ends at this location. Called once if there is only one, at the very end.
  virtual void leave(std::uint32_t location) = 0;
};

class Step {
 public:
  Step(const ir::Task& task, std::uint32_t start);

  std::uint32_t start() const { return start_; }
  /// The instructions it may execute, and the locations it may end at, in ascending order.
  const std::vector<std::uint32_t>& region() const { return region_; }
  const std::vector<std::uint32_t>& exits() const { return exits_; }
  bool has(ir::Instruction::Kind kind) const;

  /// The arms of a branch go up to its immediate postdominator. What several arms have in common and does not
  /// postdominate their branch (an arm leaves early) is visited once for each.
  void visit(StepVisitor& visitor) const;

 private:
  static constexpr std::uint32_t finish = 0xffffffff;  ///< where all runs of the step meet

  void find_postdominators();
  std::uint32_t meet(std::uint32_t a, std::uint32_t b) const;
  bool is_exit(std::uint32_t position) const { return task_.code[position].step; }
  void visit(std::uint32_t position, std::uint32_t stop, bool first, StepVisitor& visitor) const;

  const ir::Task& task_;
  std::uint32_t start_;
  std::vector<std::uint32_t> region_, exits_;
  std::vector<std::uint32_t> postdominator_, depth_;  ///< by instruction: the immediate one; its tree
};

/// Temporaries that the step may read before it writes them; they are 0 then. By slot.
std::set<std::uint32_t> unset_temporaries(const ir::System& system, const ir::Task& task, const Step& step);

/// The resets of frame slots at `exit` that this step makes necessary: those of slots that it may write, and
/// of those that are not reset where it starts. By slot, with the value.
std::map<std::uint32_t, ir::Value> due_resets(const ir::System& system, const ir::Task& task,
                                              const Step& step, std::uint32_t exit);

/// Locations that control can reach from the entry of `task`, in ascending order.
std::vector<std::uint32_t> reachable_locations(const ir::Task& task);

}  // namespace mc::exporter
