// SPDX-License-Identifier: Apache-2.0
// Independence of steps: which steps can get in each other's way, told from the code alone: what stubborn
// sets are made of.
#pragma once

#include <cstdint>
#include <vector>

#include "ir/layout.h"
#include "ir/system.h"

namespace mc::reduce {

struct StepEffects;

/// A set of copies, copy k as bit k; copies are numbered task by task.
using Copies = std::uint64_t;

/// One table for each copy and location at which it may stand. Two copies are in each other's way from where
/// they stand if one of them may ever write there what the other reads or writes there; a formula that is
/// evaluated in every state (invariant, cover) counts as one more slot, which every step writes that writes
/// one of its arguments. So steps that are not in each other's way commute, and none changes what the other
/// reads, waits for, checks or covers; and at most one of them changes what a formula says of a state.
class Independence {
 public:
  static constexpr std::size_t most_copies = 64;

  /// Throws std::logic_error if there are more than `most_copies`.
  explicit Independence(const ir::System& system);

  unsigned copies() const { return static_cast<unsigned>(counters_.size()); }

  /// Where a copy stands in a packed state. Places are numbered copy by copy, location by location.
  std::uint32_t place(const ir::Word* state, unsigned copy) const {
    const Counter& at = counters_[copy];
    return at.first + static_cast<std::uint32_t>(state[at.word] >> at.shift & at.mask);
  }

  /// Of others at `places` (by copy), who may ever write from there what the step of the one at `place`
  /// reads.
  Copies disturbers(std::uint32_t place, const std::vector<std::uint32_t>& places) const {
    return meeting(reads_[place], places);
  }

  /// A step's way from where it starts to where it ends.
  struct Passage {
    std::uint32_t to = 0;  ///< a place
    /// Who moves by it is in the way of all who have not finished, wherever they stand, or they in its.
    bool meets_everybody = false;
    /// Without such passages and those that meet everybody no task can move in a circle.
    bool sticky = false;
    std::vector<bool> meets;  ///< by place of others: from there they may ever touch what it writes
  };

  /// The passage from one place to another of the same copy. There is one wherever a step leads.
  const Passage& passage(std::uint32_t from, std::uint32_t to) const;

  /// Of others at `places`, who may ever touch from there what the passage writes.
  static Copies disturbed(const Passage& passage, const std::vector<std::uint32_t>& places) {
    return meeting(passage.meets, places);
  }

 private:
  /// Where a program counter stands in a packed state, and the place that its value 0 means.
  struct Counter {
    std::uint32_t word = 0, shift = 0;
    ir::Word mask = 0;
    std::uint32_t first = 0;
  };

  static Copies meeting(const std::vector<bool>& places_met, const std::vector<std::uint32_t>& places) {
    Copies result = 0;
    for (std::size_t copy = 0; copy < places.size(); ++copy)
      result |= Copies{places_met[places[copy]]} << copy;
    return result;
  }
  void number_places(const ir::System& system, const ir::Layout& layout);
  void compare(const std::vector<StepEffects>& steps);
  /// Of one task's copies the same passages, so that symmetric states are treated alike.
  void stick(std::size_t first_copy, std::size_t count);
  bool meets_everybody(std::uint32_t place, const Passage& passage) const;

  std::vector<Counter> counters_;         ///< by copy
  std::vector<std::uint32_t> copy_of_;    ///< by place
  std::vector<bool> end_;                 ///< by place: its task has finished there
  std::vector<std::vector<bool>> reads_;  ///< by place: places of others that may ever write what it reads
  std::vector<std::vector<Passage>> passages_;  ///< by place they start from
};

}  // namespace mc::reduce
