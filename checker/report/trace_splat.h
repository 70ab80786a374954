// SPDX-License-Identifier: Apache-2.0
// What broke, in the shape of a kernel splat: the complaint, the property, the call trace.
#pragma once

#include <string>

#include "report/style.h"
#include "trace/trace.h"

namespace mc::report {

/// From "cut here" to "end trace", each text ending in a newline. A failed check is a WARNING or, as in the
/// kernel, a BUG; of a deadlock every unfinished task is reported as blocked.
std::string splat(const trace::Trace& trace, const Style& style);

}  // namespace mc::report
