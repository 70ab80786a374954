// SPDX-License-Identifier: Apache-2.0
// What lasts over several steps of a run: calls, page faults, and locks that are held.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "trace/trace.h"

namespace mc::report {

struct Span {
  enum class Kind : std::uint8_t {
    call,   ///< the function that the task called
    fault,  ///< the same, or a function called in it, that stands for a page fault of the kernel
    lock,   ///< from the step that takes a lock to the one that releases it
  };
  Kind kind = Kind::call;
  std::string label;                ///< "fsync", "folios 0", "file.i_data.invalidate_lock (read)"
  std::size_t lane = 0;             ///< of the task, in the order of lanes()
  std::size_t first = 0, last = 0;  ///< steps, both included, from 0
};

/// The tasks that move in the run, in the order of the model: their names.
std::vector<std::string> lanes(const trace::Trace& trace);

/// By step, the place of its task in lanes().
std::vector<std::size_t> lane_of_steps(const trace::Trace& trace);

/// Calls and faults, then locks, each in the order of their first steps. A lock is what the model calls one:
/// a flag `locked`, the `owner` of a mutex, `writer` and `readers` of a rw_semaphore. It belongs to the task
/// that took it, whoever releases it; one that is never released is held to the end. Two calls of the same
/// function in a row with no statement of the task itself in between are one span.
std::vector<Span> spans(const trace::Trace& trace);

}  // namespace mc::report
