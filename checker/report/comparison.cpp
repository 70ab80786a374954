// SPDX-License-Identifier: Apache-2.0
#include "report/comparison.h"

#include "ir/print.h"
#include "report/json.h"

namespace mc::report {

namespace {

using Json = nlohmann::ordered_json;
using Verdict = ir::Verdict;

Json told(const std::optional<study::Finding>& finding) {
  if (!finding) return nullptr;
  Json out{{"verdict", to_string(finding->verdict)}};
  if (finding->verdict == Verdict::incomplete) out["reason"] = finding->reason;
  if (finding->verdict == Verdict::violated) out["steps"] = finding->steps;
  if (finding->verdict == Verdict::holds) out["evaluated"] = finding->evaluated;
  return out;
}

Json told(const std::optional<bool>& reached) {
  return reached ? Json(*reached) : Json();
}

Json told(const trace::Parting& parting) {
  Json others = Json::array();
  for (const trace::Step& step : parting.others) others.push_back(json(step));
  return {{"kind", to_string(parting.kind)},
          {"step", parting.step + 1},
          {"here", json(parting.here)},
          {"other", std::move(others)}};
}

Json told(const study::SteppedRun& run) {
  Json partings = Json::array();
  for (const trace::Parting& parting : run.companion.partings) partings.push_back(told(parting));
  return {{"property", run.property},
          {"of", run.of_second ? "after" : "before"},
          {"arrives", run.companion.arrives},
          {"partings", std::move(partings)},
          {"trace", json(run.trace)}};
}

Json subject(const study::Answer& run) {
  Json parameters = Json::object();
  for (const ir::ModelParameter& parameter : run.parameters) parameters[parameter.name] = parameter.value;
  return {{"model", run.model},
          {"variant", run.variant},
          {"commit", run.commit},
          {"parameters", std::move(parameters)},
          {"states", run.result.counts.states},
          {"transitions", run.result.counts.transitions},
          {"seconds", run.result.counts.seconds}};
}

}  // namespace

std::string to_string(study::PropertyPair::Change change) {
  using Change = study::PropertyPair::Change;
  switch (change) {
    case Change::fixed: return "fixed";
    case Change::still_broken: return "still broken";
    case Change::newly_broken: return "newly broken";
    case Change::holds: return "holds in both";
    case Change::unreachable: return "unreachable in both";
    case Change::undecided: return "undecided";
    case Change::added: return "added, holds";
    case Change::removed: return "removed";
  }
  return "";
}

std::string to_string(trace::Parting::Kind kind) {
  using Kind = trace::Parting::Kind;
  switch (kind) {
    case Kind::detour: return "detour";
    case Kind::statement: return "statement";
    case Kind::waits: return "waits";
    case Kind::choice: return "choice";
    case Kind::effect: return "effect";
    case Kind::check: return "check";
  }
  return "";
}

Json json(const study::Comparison& comparison) {
  Json properties = Json::array(), covers = Json::array(), runs = Json::array();
  for (const study::PropertyPair& pair : comparison.properties)
    properties.push_back({{"name", pair.name},
                          {"kind", to_string(pair.kind)},
                          {"change", to_string(pair.change())},
                          {"before", told(pair.before)},
                          {"after", told(pair.after)}});
  for (const study::CoverPair& pair : comparison.covers)
    covers.push_back({{"name", pair.name}, {"before", told(pair.before)}, {"after", told(pair.after)}});
  for (const study::SteppedRun& run : comparison.runs) runs.push_back(told(run));
  return {{"before", subject(comparison.before)},
          {"after", subject(comparison.after)},
          {"memory_model", "sequential consistency"},
          {"properties", std::move(properties)},
          {"covers", std::move(covers)},
          {"runs", std::move(runs)}};
}

}  // namespace mc::report
