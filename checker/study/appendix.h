// SPDX-License-Identifier: Apache-2.0
// What a page tells of a pass besides the verdict: runs to the covers, and which statements were executed.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "trace/trace.h"

namespace mc::study {

/// By file and line: whether a statement that begins there was executed in some run.
using Coverage = std::map<std::string, std::map<unsigned, bool>>;

/// A shortest run that reaches a cover.
struct Witness {
  std::string cover;
  std::optional<trace::Trace> run;
  std::string reason;  ///< why there is none
};

struct Appendix {
  std::vector<Witness> witnesses;
  Coverage coverage;            ///< empty if it was not looked at
  std::string coverage_reason;  ///< why it was not finished
};

}  // namespace mc::study
