// SPDX-License-Identifier: Apache-2.0
// Coverage instrumentation: finding out which statements are ever executed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "ir/system.h"

namespace mc::transform {

/// A system that tells by its covers what is executed.
struct Marked {
  ir::System system;
  /// By line with statements: file and line, and the cover that is reached when one of them is executed.
  struct Line {
    std::string file;
    unsigned line = 0;
    ir::PropertyId cover = ir::PropertyId::none;
  };
  std::vector<Line> lines;
};

/// Puts a cover in front of every statement; behind it if it is a wait, which may not let the step happen.
/// The states and steps are the same; instruction numbers are not. Sound, as covers change nothing. A
/// statement counts that is executed in a step which then fails or is ruled out by an assumption.
Marked mark_statements(const ir::System& system);

}  // namespace mc::transform
