// SPDX-License-Identifier: Apache-2.0
// Violations as SARIF 2.1.0 (OASIS), which code review tools show at the statement in question.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "study/answer.h"

namespace mc::report {

/// One log of one tool run. Every violated run is a result: its property is the rule, its statement the
/// location, its call path the stack, its steps the code flow, a thread a task. A run that is incomplete
/// makes the execution unsuccessful, and says why in a notification, so that no results is no pass by itself.
nlohmann::ordered_json sarif(const std::vector<const study::Answer*>& runs, const std::string& version);

}  // namespace mc::report
