// SPDX-License-Identifier: Apache-2.0
// A comparison of two variants, as text and as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "report/style.h"
#include "study/comparison.h"
#include "trace/lockstep.h"

namespace mc::report {

/// "fixed", "still broken", "newly broken", "holds in both", "unreachable in both", "undecided", …
std::string to_string(study::PropertyPair::Change change);

/// "detour", "statement", "waits", "choice", "effect", "check".
std::string to_string(trace::Parting::Kind kind);

/// A table of the properties, the covers that differ, and for every run where the other variant parts from
/// it.
std::string text(const study::Comparison& comparison, const Style& style);

/// See schema/comparison.json.
nlohmann::ordered_json json(const study::Comparison& comparison);

}  // namespace mc::report
