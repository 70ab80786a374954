// SPDX-License-Identifier: Apache-2.0
// What mc necessity reports: a table, and the same as JSON.
#pragma once

#include <string>
#include <vector>

#include "report/style.h"
#include "study/answer.h"
#include "study/necessity.h"

namespace mc::report {

/// "VIOLATED no_dirty_warn, 78 steps", "HOLDS", "INCOMPLETE: time limit".
std::string found_text(const study::Answer& run);

/// Why, in a line: what model.toml says if it expects this; else the statement that broke the property, or
/// that the part is not needed within these bounds. Covers that are out of reach now are named.
std::string reason(const study::Consequence& consequence);

/// A row a change, under headings; all in one table, so that the columns agree.
std::string table_text(const std::vector<study::Consequence>& consequences, const Style& style);

/// See schema/necessity.json. `original` is the model as it is.
std::string json_text(const study::Answer& original, const std::vector<study::Consequence>& consequences);

}  // namespace mc::report
