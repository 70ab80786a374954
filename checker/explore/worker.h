// SPDX-License-Identifier: Apache-2.0
// Worker: one thread's part of a breadth-first search.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "explore/control.h"
#include "ir/generator.h"
#include "ir/system.h"
#include "store/frontier.h"
#include "store/visited_set.h"

namespace mc::explore {

/// A violation, before its run is known. The least complaint of a level is reported, so that the result does
/// not depend on who found what first.
struct Finding {
  std::uint64_t length = 0;  ///< moves of the shortest run to it
  ir::PropertyId property = ir::PropertyId::none;
  ir::ObservationId observation = ir::ObservationId::none;
  std::vector<ir::Word> state;   ///< the bad one; of a check the one before `last`
  std::optional<ir::Move> last;  ///< of a check: the step in which it failed
};

bool operator<(const Finding& a, const Finding& b);

/// True if they say the same: length, property and observation are equal.
bool same_complaint(const Finding& a, const Finding& b);

class Worker {
 public:
  /// New states that take more than `level_bytes` (0: no limit) wait on disk until they are expanded.
  Worker(const ir::System& system, std::unique_ptr<ir::Generator> generator, store::VisitedSet& visited,
         unsigned lane, Control& control, std::uint64_t level_bytes);

  /// The state a search begins with: found at depth 0.
  void insert_initial();

  /// Expands blocks of a level, `depth` steps from the initial state, and inserts their successors: until
  /// no block is left, the search is halted, a checkpoint is due, or the visited set is full. See
  /// has_pending() and has_rest().
  void expand(store::Frontier& frontier, std::uint64_t depth);

  /// Some successors still wait for room in the visited set.
  bool has_pending() const { return inserted_ < pending(); }

  /// Some states of its block still wait to be expanded.
  bool has_rest() const { return expanded_ < block_.count; }
  /// It ran out of memory in the midst of something: what it has is not all that it had found.
  bool torn() const { return torn_; }

  /// What the worker still has to insert, and what it has found in this level; and back, in addition to what
  /// it has. Its block is not part of it: see for_each_rest().
  void save(CheckpointOutput& out) const;
  void restore(CheckpointInput& in, std::uint64_t depth);
  /// Calls `visit` with the states of its block that wait to be expanded.
  void for_each_rest(const std::function<void(const ir::Word*, std::uint64_t count)>& visit) const {
    if (has_rest()) visit(block_.words.get() + expanded_ * generator_->words(), block_.count - expanded_);
  }

  /// The new states since the last call: part of the next level.
  store::Level take_found() {
    store::Level taken(words_);
    taken.append(std::move(found_));
    return taken;
  }

  /// The least complaint so far, once for every state and move it is true of.
  const std::vector<Finding>& findings() const { return findings_; }
  ir::Generator& generator() const { return *generator_; }

 private:
  std::size_t pending() const { return successors_.states.size() / words_; }
  bool insert_pending();
  bool take_block(store::Frontier& frontier);
  void expand_some();
  void judge_expansion(const ir::Word* states);
  ir::PropertyId property_of(ir::ObservationId observation) const;
  void observe(const ir::Word* state);
  void report(Finding finding);

  const ir::System& system_;
  std::unique_ptr<ir::Generator> generator_;
  unsigned words_;  ///< of a state
  store::VisitedSet& visited_;
  unsigned lane_;
  Control& control_;
  ir::PropertyId deadlock_ = ir::PropertyId::none;  ///< none: deadlocks are no violations
  std::uint64_t depth_ = 0;                         ///< of the states in `successors_`
  store::Block block_;
  std::uint64_t expanded_ = 0;  ///< states of `block_`
  ir::Successors successors_;
  std::size_t inserted_ = 0;  ///< of `successors_`
  std::vector<std::uint32_t> fresh_;
  store::Level found_;
  std::vector<Finding> findings_;
  bool torn_ = false;
};

}  // namespace mc::explore
