// SPDX-License-Identifier: Apache-2.0
// What a search without violation rests on, as HTML.
#pragma once

#include <string>

#include "report/html.h"
#include "report/html_source.h"

namespace mc::report {

/// A term and what it is, both HTML; nothing if `value` is empty.
std::string html_fact(const std::string& name, const std::string& value);

/// The bounds, each with what it means as its tooltip.
std::string html_bounds(const study::Answer& run);

/// Name and value of the bounds, the properties with what they say, and what the search cost.
std::string html_facts(const study::Answer& run);

/// The covers of the run, each with a link to its witness: section "w0", "w1", … in the order of `witnesses`.
std::string html_covers(const study::Answer& run, const std::vector<study::Witness>& witnesses);

/// New states by depth, as bars and as a table. Empty if the search has no levels to tell of.
std::string html_growth(const explore::Result& result);

/// How many lines have statements, and which of them no run executes; or why that is not known. Empty if
/// nobody looked.
std::string html_coverage(const study::Appendix& appendix, const HtmlSources& sources);

}  // namespace mc::report
