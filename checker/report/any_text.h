// SPDX-License-Identifier: Apache-2.0
// What mc prove --any reports: text, JSON, and what its certificate says to a reader.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/junit.h"
#include "report/style.h"
#include "study/any_number.h"

namespace mc::report {

/// "CACHES=2  holds, 8 states; reached: modified": a line.
std::string explored_text(const study::AnyResult& result, const study::ExploredNumber& number);

/// Unless `quiet`: the invariant, the run of a violation, or what is in the way. Then the verdict in one
/// line, and what qualifies it.
std::string any_text(const study::AnyResult& result, bool quiet, const Style& style);

/// As json; instead of what an exhaustive run counts: method, any {parameter, explored, views,
/// invariant, explored_only}, clauses of the invariant.
nlohmann::ordered_json any_json(const study::AnyResult& result);

/// A test case a property (report/junit.h). One that is judged for the numbers explored only is skipped.
std::vector<Case> any_cases(const study::AnyResult& result);

/// Of HOLDS: what the questions mean, as lines.
std::string certificate_text(const study::AnyResult& result);

}  // namespace mc::report
