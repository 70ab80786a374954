// SPDX-License-Identifier: Apache-2.0
// Two variants side by side as one self-contained page.
#pragma once

#include <string>

#include "report/comparison.h"

namespace mc::report {

/// The page of a comparison: what became of every property and goal, then every run with what the other
/// variant does instead, side by side, and the run itself to step through.
std::string html(const study::Comparison& comparison);

}  // namespace mc::report
