// SPDX-License-Identifier: Apache-2.0
// mc conform: what was found, run by run.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "report/style.h"
#include "study/conformance.h"

namespace mc::report {

/// One line, and if it disagrees what was observed and what the model could do.
std::string text(const study::Conformance& comparison, const Style& style);

/// A row for each file, kernel and build, then why runs are not modelled.
std::string summary(const std::vector<study::Conformance>& comparisons, const Style& style);

/// {runs: [{file, line, case, kernel, build, verdict, reason, event, call, alternatives: [[{what, observed,
/// model}]], calls, states, seconds}], agree, disagree, not_modelled}. `event` counts from 1; one more than
/// there are is the end of the run.
nlohmann::ordered_json json(const std::vector<study::Conformance>& comparisons);

}  // namespace mc::report
