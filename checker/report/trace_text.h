// A violation for a reader who knows mm/: one row a step.
#pragma once

#include <string>

#include "report/style.h"
#include "trace/trace.h"

namespace mc::report {

/// The steps (task, function and its caller, statement, what it changed), the violated formula with its
/// values, and the call path of the last step. Booleans are written 0 and 1, as the kernel thinks of flags.
std::string text(const trace::Trace& trace, const Style& style);

/// "folio 0: dirty 0→1, uptodate 1→0; pte[0] PTE_RO→PTE_RW". Locals, in parentheses, only if nothing shared
/// changed.
std::string changes_text(const std::vector<trace::Change>& changes);

}  // namespace mc::report
