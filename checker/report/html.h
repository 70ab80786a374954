// SPDX-License-Identifier: Apache-2.0
// A run as one self-contained page: no network, no framework, and readable without a script.
#pragma once

#include <string>

#include "study/answer.h"
#include "study/appendix.h"

namespace mc::report {

/// The page. A violation: its run, step by step. Else what the verdict rests on: bounds, covers with their
/// witnesses, statements never executed, and how the search grew.
std::string html(const study::Answer& run, const study::Appendix& appendix);

}  // namespace mc::report
