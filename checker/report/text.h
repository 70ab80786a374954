// SPDX-License-Identifier: Apache-2.0
// A run for a reader, on a terminal or in a pipe. Every text ends in a newline.
#pragma once

#include <string>

#include "report/style.h"
#include "report/trace_text.h"
#include "study/answer.h"

namespace mc::report {

/// What is explored: model, variant, bounds, properties, and an empty line. Needs nothing of run.result.
std::string heading(const study::Answer& run, const Style& style);

/// The verdict in one line, then what qualifies it, the judge, and the cost.
std::string verdict_text(const study::Answer& run, const Style& style);

/// The trace, if there is one, and the verdict.
std::string text(const study::Answer& run, const Style& style);

}  // namespace mc::report
