// SPDX-License-Identifier: Apache-2.0
// What mc prove --any reports: text, JSON, and what its certificate says to a reader.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli/any.h"
#include "report/junit.h"
#include "report/style.h"

namespace mc::cli {

/// "CACHES=2  holds, 8 states; reached: modified": a line.
std::string explored_text(const AnyResult& result, const ExploredNumber& number);

/// Unless `quiet`: the invariant, the run of a violation, or what is in the way. Then the verdict in one
/// line, and what qualifies it.
std::string any_text(const AnyResult& result, bool quiet, const report::Style& style);

/// As report::json; instead of what an exhaustive run counts: method, any {parameter, explored, views,
/// invariant, explored_only}, clauses of the invariant.
nlohmann::ordered_json any_json(const AnyResult& result);

/// A test case a property (report/junit.h). One that is judged for the numbers explored only is skipped.
std::vector<report::Case> any_cases(const AnyResult& result);

/// Of HOLDS: what the questions mean, as lines.
std::string certificate_text(const AnyResult& result);

}  // namespace mc::cli
