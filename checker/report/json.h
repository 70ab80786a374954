// SPDX-License-Identifier: Apache-2.0
// A run as JSON, for programs. schema/run.json says what is in it.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/answer.h"

namespace mc::report {

/// Keys in the order of the schema. What is there stays as it is; new keys may come.
nlohmann::ordered_json json(const study::Answer& run);

/// As `trace` and its `steps` stand in it.
nlohmann::ordered_json json(const trace::Trace& trace);
nlohmann::ordered_json json(const trace::Step& step);

/// A document as indented text; bytes that are no UTF-8 are replaced.
std::string document(const nlohmann::ordered_json& json);

/// document(json(run)).
std::string json_text(const study::Answer& run);

}  // namespace mc::report
