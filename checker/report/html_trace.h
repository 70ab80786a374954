// SPDX-License-Identifier: Apache-2.0
// One run on a page: swim lanes, the table of its steps, the state, and what a script needs to step through.
#pragma once

#include <string>

#include "report/html_source.h"
#include "trace/trace.h"

namespace mc::report {

/// Links to the kernel: "v6.1" for KERNEL=601, or "latest" for a model that has no such parameter.
struct KernelSource {
  std::string version = "latest";

  /// Where the function is defined; empty if `stands_for` names none.
  std::string url(const std::string& stands_for) const;
};

/// What a step does, without its task: function, statement, choices, and links to its line and to the kernel
/// function that it stands for.
std::string html_deed(const trace::Step& step, const HtmlSources& sources, const KernelSource& kernel);

/// A <section class="trace"> whose id is `id`. Without a script it is the lanes, a table with a row a step
/// and the state in the end.
std::string html(const trace::Trace& trace, const std::string& id, const std::string& title,
                 const HtmlSources& sources, const KernelSource& kernel);

}  // namespace mc::report
