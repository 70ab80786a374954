// SPDX-License-Identifier: Apache-2.0
#include "report/json.h"

#include "ir/print.h"

namespace mc::report {

namespace {

using Json = nlohmann::ordered_json;

Json call_path(const trace::CallPath& path) {
  Json frames = Json::array();
  for (const trace::Frame& frame : path)
    frames.push_back({{"function", frame.function},
                      {"stands_for", frame.stands_for},
                      {"statement", frame.statement},
                      {"file", frame.file},
                      {"line", frame.line}});
  return frames;
}

}  // namespace

Json json(const trace::Step& step) {
  Json choices = Json::array(), changes = Json::array();
  for (const trace::Choice& choice : step.choices)
    choices.push_back({{"function", choice.function}, {"statement", choice.statement}});
  for (const trace::Change& change : step.changes)
    changes.push_back({{"what", change.what},
                       {"before", change.before},
                       {"after", change.after},
                       {"shared", change.shared},
                       {"function", change.function}});
  return {{"task", step.task},
          {"function", step.function},
          {"caller", step.caller},
          {"stands_for", step.stands_for},
          {"statement", step.statement},
          {"file", step.file},
          {"line", step.line},
          {"choices", std::move(choices)},
          {"changes", std::move(changes)},
          {"call_path", call_path(step.call_path)},
          {"move", {{"task", step.move.task}, {"copy", step.move.copy}, {"choices", step.move.choices}}},
          {"needs", step.needs}};
}

Json json(const trace::Trace& trace) {
  Json values = Json::object(), steps = Json::array(), waiting = Json::array();
  for (const auto& [name, value] : trace.values) values[name] = value;
  for (const trace::Step& each : trace.steps) steps.push_back(json(each));
  for (const trace::Waiting& each : trace.waiting)
    waiting.push_back(
        {{"task", each.task}, {"statement", each.statement}, {"call_path", call_path(each.call_path)}});
  Json out = {{"property", trace.property},
              {"kind", to_string(trace.kind)},
              {"formula", trace.formula},
              {"help", trace.help},
              {"values", std::move(values)},
              {"statement", trace.statement},
              {"call_path", call_path(trace.call_path)},
              {"waiting", std::move(waiting)},
              {"cycle", trace.cycle ? Json(*trace.cycle) : Json()},
              {"steps", std::move(steps)},
              {"needs", trace.needs}};
  if (const auto& point = trace.no_return)
    out["no_return"] = {{"after", point->after}, {"exact", point->exact}, {"states", point->states}};
  return out;
}

namespace {

void add_question(const study::Answer& run, Json& out) {
  Json parameters = Json::object(), properties = Json::array(), not_judged = Json::array();
  for (const ir::ModelParameter& parameter : run.parameters) parameters[parameter.name] = parameter.value;
  for (const ir::Property& property : run.properties)
    properties.push_back({{"name", property.name},
                          {"kind", to_string(property.kind)},
                          {"formula", property.text},
                          {"help", property.help}});
  for (const ir::Property& property : run.unjudged) not_judged.push_back(property.name);
  out["model"] = run.model;
  out["variant"] = run.variant;
  out["commit"] = run.commit;
  out["parameters"] = std::move(parameters);
  out["properties"] = std::move(properties);
  out["not_judged"] = std::move(not_judged);
}

void add_counts(const study::Answer& run, Json& out) {
  const explore::Result& result = run.result;
  out["states"] = result.counts.states;
  out["transitions"] = result.counts.transitions;
  out["depth"] = result.counts.depth;
  out["frontier"] = result.counts.frontier;
  out["seconds"] = result.counts.seconds;
  out["threads"] = result.threads;
  out["symmetric"] = run.symmetric;
  out["asymmetric"] = run.asymmetric;
  out["orders"] = run.all_orders ? "all" : "some";
  out["state_bits"] = result.state_bits;
  out["bytes_per_state"] = result.bytes_per_state;
  out["peak_bytes"] = result.peak_bytes;
}

}  // namespace

Json json(const study::Answer& run) {
  Json out;
  out["verdict"] = to_string(verdict(run));
  if (verdict(run) == ir::Verdict::incomplete) out["reason"] = incomplete_reason(run);
  if (!run.result.saved.empty()) out["saved"] = run.result.saved;
  if (!run.result.not_saved.empty()) out["not_saved"] = run.result.not_saved;
  add_question(run, out);
  add_counts(run, out);
  Json covers = Json::object();
  for (const study::Cover& cover : run.covers) covers[cover.name] = cover.reached;
  out["covers"] = std::move(covers);
  out["smt"] = {{"asked", run.asked}, {"undecided", run.undecided}};
  out["memory_model"] = "sequential consistency";
  if (run.trace) out["trace"] = json(*run.trace);
  return out;
}

std::string document(const Json& json) {
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

std::string json_text(const study::Answer& run) {
  return document(json(run));
}

}  // namespace mc::report
