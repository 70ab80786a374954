// SPDX-License-Identifier: Apache-2.0
#include "report/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/number.h"
#include "report/table.h"

namespace mc::report {

namespace {

using Kind = ir::Property::Kind;

std::string properties_text(const study::Answer& run) {
  std::vector<std::string> names;
  bool built_in = false;
  for (const ir::Property& property : run.properties) {
    if (property.kind == Kind::built_in)
      built_in = true;
    else if (std::find(names.begin(), names.end(), property.name) == names.end())
      names.push_back(property.name);
  }
  for (const ir::Property& property : run.unjudged) names.push_back(property.name);
  if (built_in) names.push_back("built-in checks");
  const std::string rest =
      run.unasked == 0 ? "" : fmt::format("; {} more not judged (--property all)", run.unasked);
  return fmt::format("{}{}", fmt::join(names, ", "), rest);
}

std::string bounds_text(const study::Answer& run) {
  std::vector<std::string> bounds;
  for (const ir::ModelParameter& parameter : run.parameters)
    bounds.push_back(fmt::format("{}={}", parameter.name, parameter.value));
  return fmt::format("{}", fmt::join(bounds, " "));
}

std::string size_text(const explore::Progress& counts) {
  return fmt::format("{}, {}, depth {}", base::counted(counts.states, "state"),
                     base::counted(counts.transitions, "transition"), base::thousands(counts.depth));
}

/// What was not told apart, or left out, on purpose.
std::string reductions_text(const study::Answer& run) {
  const std::string symmetry =
      run.symmetric.empty() ? "" : fmt::format(", up to the order of {}", fmt::join(run.symmetric, ", "));
  return symmetry + (run.all_orders ? "" : ", without orders of steps that make no difference");
}

std::string covers_text(const study::Answer& run) {
  if (run.covers.empty()) return "";
  return fmt::format("; covers: {} of {} reached", run.covers.size() - unreached(run).size(),
                     run.covers.size());
}

std::string holds_line(const study::Answer& run) {
  const std::string what =
      fmt::format("exhaustive: {}{}{}", size_text(run.result.counts), reductions_text(run), covers_text(run));
  const std::vector<std::string> missing = unreached(run);
  if (missing.empty()) return "HOLDS  " + what;
  return fmt::format("HOLDS, but vacuous in part: never reached: {}; {}", fmt::join(missing, ", "), what);
}

std::string violated_line(const study::Answer& run) {
  if (!run.trace) return "VIOLATED  " + size_text(run.result.counts);
  return fmt::format("VIOLATED  {}, after {}; {}", run.trace->property,
                     base::counted(run.trace->steps.size(), "step"),
                     size_text(run.result.counts) + reductions_text(run));
}

/// Says what was looked at, and never that it held.
std::string incomplete_line(const study::Answer& run) {
  std::string line = fmt::format("INCOMPLETE  {}: nothing is proved; looked at {}", incomplete_reason(run),
                                 size_text(run.result.counts) + reductions_text(run));
  if (run.result.counts.frontier > 0)
    line += fmt::format(", {} not expanded", base::counted(run.result.counts.frontier, "state"));
  return line + covers_text(run);
}

/// The verdict line, its first word painted.
std::string verdict_line(const study::Answer& run, const Style& style) {
  std::string line;
  Paint paint = Paint::doubtful;
  switch (verdict(run)) {
    case ir::Verdict::holds:
      line = holds_line(run);
      if (unreached(run).empty()) paint = Paint::good;
      break;
    case ir::Verdict::violated:
      line = violated_line(run);
      paint = Paint::bad;
      break;
    case ir::Verdict::incomplete: line = incomplete_line(run); break;
  }
  const std::string text = paragraph(line, style);
  const std::size_t word = line.find_first_of(" ,");
  return painted(text.substr(0, word), paint, style) + text.substr(word);
}

std::string cost_line(const study::Answer& run) {
  const explore::Result& result = run.result;
  return fmt::format("{} on {}, {:.1f} bytes a state, {} at most", base::duration(result.counts.seconds),
                     base::counted(result.threads, "thread"), result.bytes_per_state,
                     base::bytes(result.peak_bytes));
}

std::string assumption_line(const study::Answer& run) {
  const std::string assumed = "Assumes sequential consistency: every task sees all stores in one order";
  if (run.asked == 0) return assumed;
  return assumed + fmt::format("; Z3 judged {}", base::counted(run.asked, "valuation"));
}

std::string unjudged_line(const study::Answer& run) {
  std::vector<std::string> names;
  for (const ir::Property& property : run.unjudged) names.push_back(property.name);
  return fmt::format(
      "Not judged, as endless runs are looked at only when all states were seen and nothing broke: {}",
      fmt::join(names, ", "));
}

/// What became of the checkpoint of a search that has not ended.
std::string checkpoint_text(const explore::Result& result, const Style& style) {
  std::string out;
  if (!result.not_saved.empty() && !result.reason.empty())
    out += paragraph("No checkpoint of this moment: " + result.not_saved, style, 2, Paint::doubtful);
  if (!result.saved.empty())
    out += paragraph(fmt::format("Saved to {}; the same command with --resume {} goes on from here",
                                 result.saved, result.saved),
                     style, 2);
  return out;
}

}  // namespace

std::string heading(const study::Answer& run, const Style& style) {
  std::vector<Row> rows{{{"model"}, {run.model}}};
  if (!run.variant.empty())
    rows.push_back(
        {{"variant"}, {run.commit.empty() ? run.variant : fmt::format("{} ({})", run.variant, run.commit)}});
  if (!run.parameters.empty()) rows.push_back({{"bounds"}, {bounds_text(run)}});
  if (!run.properties.empty()) rows.push_back({{"properties"}, {properties_text(run)}});
  for (Row& row : rows) row[0].paint = Paint::faint;
  return table(rows, style, 0) + "\n";
}

std::string verdict_text(const study::Answer& run, const Style& style) {
  std::string out = verdict_line(run, style);
  out += checkpoint_text(run.result, style);
  for (const std::string& each : run.asymmetric)
    out += paragraph("Searched without the symmetry of " + each, style, 2, Paint::doubtful);
  if (!run.unjudged.empty()) out += paragraph(unjudged_line(run), style, 2, Paint::doubtful);
  out += paragraph(assumption_line(run), style, 2, Paint::faint);
  return out + paragraph(cost_line(run), style, 2, Paint::faint);
}

std::string text(const study::Answer& run, const Style& style) {
  std::string out;
  if (run.trace) out = text(*run.trace, style) + '\n';
  return out + verdict_text(run, style);
}

}  // namespace mc::report
