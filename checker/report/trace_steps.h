// SPDX-License-Identifier: Apache-2.0
// The steps of a run, downwards, each in the column of its task.
#pragma once

#include <string>
#include <vector>

#include "report/style.h"
#include "trace/trace.h"

namespace mc::report {

/// One step, or a stretch of quiet ones of one task that are told in one line: numbers from 0, both included.
struct Stretch {
  std::size_t first = 0, last = 0;
};

/// A step that changes nothing that others see, chooses nothing and is not the last.
bool quiet(const trace::Trace& trace, std::size_t step);

/// All steps in order. Unless `full`, two and more quiet steps of one task in a row are one stretch.
std::vector<Stretch> stretches(const trace::Trace& trace, bool full);

/// A column a task, in the order of the model, with function and statement; then, if there is room, a column
/// for what the step changed, else that stands below the statement. Where the tasks would have less than 20
/// columns each there is one column for all, and one that names the task. Ends in a newline.
std::string steps_text(const trace::Trace& trace, const Style& style);

/// "folio 0: dirty 0→1, uptodate 1→0; pte[0] PTE_RO→PTE_RW". Locals, in parentheses, only if nothing shared
/// changed. Booleans are written 0 and 1, as the kernel thinks of flags.
std::string changes_text(const std::vector<trace::Change>& changes);

/// "needs 3, 12"; empty if there are none.
std::string needs_text(const std::vector<std::size_t>& needs);

/// What a step changed as far as its line can explain it: shared state, and locals of its own function.
std::string effect_text(const trace::Step& step);

}  // namespace mc::report
