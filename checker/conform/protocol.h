// SPDX-License-Identifier: Apache-2.0
// Protocol: how the engine talks to a model's scenario for recordings: the array `request`, one element a
// task, and the struct `record` that the call LOOK fills. model/RECORDINGS.md describes it from the model's
// side.
#pragma once

#include <string>
#include <vector>

#include "conform/images.h"
#include "conform/shape.h"
#include "ir/state.h"
#include "ir/system.h"

namespace mc::conform {

/// What a call came to.
struct Answer {
  ir::Value result = 0;
  bool sigbus = false;
  bool operator==(const Answer&) const = default;
};

class Protocol {
 public:
  /// Throws InputError if the model has no such scenario.
  explicit Protocol(const ir::System& system);

  /// Number of tasks that can be asked, and which task of the system it is.
  unsigned tasks() const { return static_cast<unsigned>(requests_.elements.size()); }
  std::uint32_t system_task() const { return system_task_; }

  /// Puts a request to a task that is idle. Throws NotModelled for a call, a member or a value that the model
  /// has no name for; a member that is 0 or false need not be there.
  void ask(ir::State& state, unsigned task, const Request& request) const;

  bool idle(const ir::State& state, unsigned task) const;

  /// What the last call came to; forgets the request but for `process`, which is always the same, so that
  /// states differ no more than they must.
  Answer take(ir::State& state, unsigned task) const;

  const Shape& record() const { return record_; }

 private:
  void forget(ir::State& state, const Shape& shape) const;
  const Shape& request(unsigned task) const { return requests_.elements[task]; }

  const ir::System* system_;
  Shape requests_, record_;
  std::uint32_t system_task_ = 0;
  ir::Value no_call_ = 0;
};

}  // namespace mc::conform
