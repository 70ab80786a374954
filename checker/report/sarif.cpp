// SPDX-License-Identifier: Apache-2.0
#include "report/sarif.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <string_view>

#include "base/number.h"
#include "report/trace_text.h"

namespace mc::report {

namespace {

using Json = nlohmann::ordered_json;

/// `path` as the path of a URI (RFC 3986): relative to the working directory if it is below it.
std::string uri(const std::string& path) {
  std::error_code failed;
  const std::filesystem::path absolute = std::filesystem::absolute(path, failed).lexically_normal();
  const std::filesystem::path below = absolute.lexically_relative(std::filesystem::current_path(failed));
  const bool inside = !failed && !below.empty() && *below.begin() != "..";
  const std::string plain = inside ? below.string() : absolute.string();
  std::string out = inside ? "" : "file://";
  for (const char c : plain) {
    const bool kept = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                      std::string_view("/-._~").find(c) != std::string_view::npos;
    out += kept ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

Json message(const std::string& text) {
  return {{"text", text}};
}

Json location(const std::string& file, unsigned line, const std::string& function, const std::string& text) {
  Json out = Json::object();
  if (!file.empty()) {
    out["physicalLocation"] = {{"artifactLocation", {{"uri", uri(file)}}}};
    if (line > 0) out["physicalLocation"]["region"] = {{"startLine", line}};
  }
  if (!function.empty())
    out["logicalLocations"] = Json::array({{{"fullyQualifiedName", function}, {"kind", "function"}}});
  if (!text.empty()) out["message"] = message(text);
  return out;
}

Json stack(const std::string& task, const trace::CallPath& path) {
  Json frames = Json::array();
  for (const trace::Frame& frame : path)
    frames.push_back({{"location", location(frame.file, frame.line, frame.function, frame.statement)}});
  return {{"message", message(task)}, {"frames", std::move(frames)}};
}

/// A thread for every task, in the order in which they first move.
Json code_flow(const trace::Trace& trace) {
  Json threads = Json::array();
  std::map<std::string, std::size_t> numbers;
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const trace::Step& step = trace.steps[i];
    const auto [entry, fresh] = numbers.emplace(step.task, threads.size());
    if (fresh) threads.push_back({{"id", step.task}, {"locations", Json::array()}});
    const std::string effect = changes_text(step.changes);
    const std::string text = effect.empty() ? step.statement : fmt::format("{}: {}", step.statement, effect);
    threads[entry->second]["locations"].push_back(
        {{"location", location(step.file, step.line, step.function, text)}, {"executionOrder", i + 1}});
  }
  return {{"threadFlows", std::move(threads)}};
}

std::string subject(const study::Answer& run) {
  return run.variant.empty() ? run.model : fmt::format("{}/{}", run.model, run.variant);
}

/// "no_dirty_warn breaks in ext4-writeback/unpatched, after 78 steps: warn = 1, uptodate = 0, dirty = 0".
std::string summary(const study::Answer& run) {
  const trace::Trace& trace = *run.trace;
  std::string values;
  for (const auto& [name, value] : trace.values)
    values += fmt::format("{}{} = {}", values.empty() ? ": " : ", ", name, value);
  return fmt::format("{} breaks in {}, after {}{}", trace.property, subject(run),
                     base::counted(trace.steps.size(), "step"), values);
}

Json result(const study::Answer& run, std::size_t rule) {
  const trace::Trace& trace = *run.trace;
  Json out{{"ruleId", trace.property}, {"ruleIndex", rule}, {"level", "error"}};
  out["message"] = message(summary(run));
  Json locations = Json::array(), stacks = Json::array();
  if (!trace.call_path.empty()) {
    const trace::Frame& frame = trace.call_path.front();
    locations.push_back(location(frame.file, frame.line, frame.function, ""));
    stacks.push_back(stack(trace.steps.empty() ? "" : trace.steps.back().task, trace.call_path));
  }
  for (const trace::Waiting& waiting : trace.waiting)
    stacks.push_back(stack(waiting.task, waiting.call_path));
  out["locations"] = std::move(locations);
  if (!stacks.empty()) out["stacks"] = std::move(stacks);
  if (!trace.steps.empty()) out["codeFlows"] = Json::array({code_flow(trace)});
  out["partialFingerprints"] = {{"model/v1", subject(run) + ":" + trace.property}};
  return out;
}

Json rule(const trace::Trace& trace) {
  Json out{{"id", trace.property}};
  out["shortDescription"] = message(trace.formula.empty() ? trace.property : trace.formula);
  if (!trace.help.empty()) out["fullDescription"] = message(trace.help);
  return out;
}

/// Why a run says less than all.
Json notification(const study::Answer& run) {
  return {{"level", "error"},
          {"message", message(fmt::format("INCOMPLETE: {}: {}", subject(run), incomplete_reason(run)))}};
}

}  // namespace

Json sarif(const std::vector<const study::Answer*>& runs, const std::string& version) {
  Json rules = Json::array(), results = Json::array(), notifications = Json::array();
  std::map<std::string, std::size_t> numbers;
  for (const study::Answer* run : runs) {
    if (run->trace) {
      const auto [entry, fresh] = numbers.emplace(run->trace->property, rules.size());
      if (fresh) rules.push_back(rule(*run->trace));
      results.push_back(result(*run, entry->second));
    }
    if (verdict(*run) == ir::Verdict::incomplete) notifications.push_back(notification(*run));
  }
  Json invocation{{"executionSuccessful", notifications.empty()}};
  if (!notifications.empty()) invocation["toolExecutionNotifications"] = std::move(notifications);
  const Json driver{{"name", "mc"}, {"version", version}, {"rules", std::move(rules)}};
  return {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
          {"version", "2.1.0"},
          {"runs", Json::array({{{"tool", {{"driver", driver}}},
                                 {"columnKind", "unicodeCodePoints"},
                                 {"invocations", Json::array({std::move(invocation)})},
                                 {"results", std::move(results)}}})}};
}

}  // namespace mc::report
