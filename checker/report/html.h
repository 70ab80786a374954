// SPDX-License-Identifier: Apache-2.0
// A run as one self-contained page: no network, no framework, and readable without a script.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/html_source.h"
#include "report/run.h"
#include "trace/trace.h"

namespace mc::report {

/// A shortest run that reaches a cover.
struct Witness {
  std::string cover;
  std::optional<trace::Trace> run;
  std::string reason;  ///< why there is none
};

/// What a page shows besides the run itself.
struct Appendix {
  std::vector<Witness> witnesses;
  Coverage coverage;            ///< empty if it was not looked at
  std::string coverage_reason;  ///< why it was not finished
};

/// The page. A violation: its run, step by step. Else what the verdict rests on: bounds, covers with their
/// witnesses, statements never executed, and how the search grew.
std::string html(const Run& run, const Appendix& appendix);

}  // namespace mc::report
