// SPDX-License-Identifier: Apache-2.0
// A violation for a reader who knows mm/: its steps, then what broke.
#pragma once

#include <string>

#include "report/style.h"
#include "report/trace_splat.h"
#include "report/trace_steps.h"
#include "trace/trace.h"

namespace mc::report {

/// The steps in columns of their tasks and the closing splat.
std::string text(const trace::Trace& trace, const Style& style);

}  // namespace mc::report
