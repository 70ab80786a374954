// SPDX-License-Identifier: Apache-2.0
#include "report/prove_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/number.h"
#include "report/json.h"
#include "report/table.h"

namespace mc::report {
namespace {

using ir::Verdict;

Paint paint_of(Verdict verdict) {
  return verdict == Verdict::holds      ? Paint::good
         : verdict == Verdict::violated ? Paint::bad
                                        : Paint::doubtful;
}

std::string established_text(const prove::Progress& established) {
  std::string text = established.excluded ? fmt::format("no run of up to {} is a violation",
                                                        base::counted(*established.excluded, "step"))
                                          : "no run was excluded";
  if (established.frames > 0)
    text += fmt::format("; IC3 was at {}", base::counted(established.frames, "frame"));
  if (established.states > 0)
    text += fmt::format("; {} learnt from all {}", base::counted(established.learnt, "clause"),
                        base::counted(established.states, "state"));
  return text;
}

std::string holds_text(const study::Answer& run, const prove::Result& result) {
  std::string text = fmt::format("proved by {}", result.method);
  if (result.invariant)
    text +=
        fmt::format(": {}, which Z3 confirmed one by one", base::counted(result.invariant->size(), "clause"));
  const std::vector<std::string> missing = study::unreached(run);
  if (!result.covered || run.covers.empty()) return "HOLDS  " + text;
  if (missing.empty())
    return fmt::format("HOLDS  {}; covers: {} of {} reached", text, run.covers.size(), run.covers.size());
  return fmt::format("HOLDS, but vacuous in part: never reached: {}; {}", fmt::join(missing, ", "), text);
}

std::string violated_text(const study::Answer& run, const prove::Result& result) {
  const std::string longer = result.reason.empty()
                                 ? ""
                                 : fmt::format("; {}: a shorter run may exist, {}", result.reason,
                                               established_text(result.established));
  return fmt::format("VIOLATED  {}, after {}; found by {}{}", run.trace->property,
                     base::counted(run.trace->steps.size(), "step"), result.method, longer);
}

std::string verdict_line(const study::Answer& run, const prove::Result& result) {
  switch (result.verdict) {
    case Verdict::holds: return holds_text(run, result);
    case Verdict::violated: return violated_text(run, result);
    case Verdict::incomplete: break;
  }
  return fmt::format("INCOMPLETE  {}: nothing is proved; {}", result.reason,
                     established_text(result.established));
}

}  // namespace

std::string progress_text(const prove::Progress& now) {
  std::string text = base::duration(now.seconds);
  if (now.excluded) text += fmt::format("  no violation within {}", base::counted(*now.excluded, "step"));
  if (now.induction > 0) text += fmt::format("  k = {}", now.induction);
  if (now.frames > 0)
    text += fmt::format("  IC3: {}, {}", base::counted(now.frames, "frame"),
                        base::counted(now.clauses, "clause"));
  if (now.states > 0)
    text += fmt::format("  learnt: {} from {}", base::counted(now.learnt, "clause"),
                        base::counted(now.states, "state"));
  return text;
}

std::string proof_text(const study::Answer& run, const prove::Result& result, const Style& style) {
  const std::string line = verdict_line(run, result);
  const std::string text = paragraph(line, style);
  const std::size_t word = line.find_first_of(" ,");
  const bool doubt = result.covered && !study::unreached(run).empty();
  std::string out = painted(text.substr(0, word), doubt ? Paint::doubtful : paint_of(result.verdict), style) +
                    text.substr(word);
  const auto remark = [&](const std::string& remark, Paint paint) {
    out += paragraph(remark, style, 2, paint);
  };
  for (const ir::Property& each : run.unjudged)
    remark("Not judged, as it is about endless runs: " + each.name, Paint::doubtful);
  if (result.verdict == Verdict::holds && !run.covers.empty() && !result.covered)
    remark("Covers were not looked at: mc explore tells whether they are reached", Paint::doubtful);
  remark("Assumes sequential consistency: every task sees all stores in one order", Paint::faint);
  remark(base::duration(result.established.seconds), Paint::faint);
  return out;
}

nlohmann::ordered_json proof_json(const study::Answer& run, const prove::Result& result) {
  nlohmann::ordered_json out = json(run);
  for (const char* key : {"states", "transitions", "depth", "frontier", "seconds", "threads", "state_bits",
                          "bytes_per_state", "peak_bytes", "smt"})
    out.erase(key);
  if (!result.covered) out.erase("covers");
  if (!result.reason.empty()) out["reason"] = result.reason;
  out["method"] = result.method;
  const prove::Progress& now = result.established;
  out["established"] = {{"no_violation_within", nullptr},
                        {"induction", now.induction},
                        {"frames", now.frames},
                        {"states", now.states}};
  if (now.excluded) out["established"]["no_violation_within"] = *now.excluded;
  out["clauses"] = result.invariant ? result.invariant->size() : 0;
  out["seconds"] = now.seconds;
  return out;
}

}  // namespace mc::report
