// SPDX-License-Identifier: Apache-2.0
// A run of one variant beside what the other one does, as HTML.
#pragma once

#include <string>

#include "report/comparison.h"
#include "report/html_source.h"
#include "report/html_trace.h"

namespace mc::report {

/// What becomes of the run, and a table: a row a step, over both columns where both take it. The first that
/// differs has the anchor "d<number>"; step n of the run leads to "#r<number>-s<n>". Long stretches are
/// folded.
std::string html_sides(const study::SteppedRun& run, std::size_t number, const std::string& own,
                       const std::string& other, const HtmlSources& sources, const KernelSource& kernel);

}  // namespace mc::report
