// SPDX-License-Identifier: Apache-2.0
// mc conform: what was found, run by run.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "cli/exit.h"
#include "conform/match.h"
#include "report/style.h"

namespace mc::cli {

/// A recorded run and what the model says to it.
struct Comparison {
  const conform::Run* run = nullptr;
  conform::Verdict verdict;
  double seconds = 0;
};

/// One line, and if it disagrees what was observed and what the model could do.
std::string text(const Comparison& comparison, const report::Style& style);

/// A row for each file, kernel and build, then why runs are not modelled.
std::string summary(const std::vector<Comparison>& comparisons, const report::Style& style);

/// 1 if some run disagrees; else 2 if some run is not modelled, or none was looked at; else 0.
Exit exit_of(const std::vector<Comparison>& comparisons);

/// {runs: [{file, line, case, kernel, build, verdict, reason, event, call, alternatives: [[{what, observed,
/// model}]], calls, states, seconds}], agree, disagree, not_modelled}. `event` counts from 1; one more than
/// there are is the end of the run.
nlohmann::ordered_json json(const std::vector<Comparison>& comparisons);

}  // namespace mc::cli
