// SPDX-License-Identifier: Apache-2.0
// Swim lanes: steps to the right, a lane a task, with its calls, page faults and the locks it holds.
#pragma once

#include <string>

#include "trace/trace.h"

namespace mc::report {

/// A <div class="lanes"> and its key. Positions are in steps; the style sheet turns them into widths.
std::string html_lanes(const trace::Trace& trace);

}  // namespace mc::report
