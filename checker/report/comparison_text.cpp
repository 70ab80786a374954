// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/number.h"
#include "report/comparison.h"
#include "report/comparison_words.h"
#include "report/table.h"
#include "report/trace_text.h"

namespace mc::report {

namespace {

using Change = study::PropertyPair::Change;
using PartingKind = trace::Parting::Kind;

/// So many steps of a run are shown before the other variant parts from it.
constexpr std::size_t context = 2;

std::string heading(const study::Comparison& comparison, const Style& style) {
  std::vector<Row> rows{{{"model"}, {comparison.after.model}},
                        {{"before"}, {with_commit(comparison.before)}},
                        {{"after"}, {with_commit(comparison.after)}}};
  if (!comparison.after.parameters.empty()) rows.push_back({{"bounds"}, {bounds_text(comparison.after)}});
  for (Row& row : rows) row[0].paint = Paint::faint;
  return table(rows, style, 0) + '\n';
}

Paint paint_of(Change change) {
  switch (change) {
    case Change::fixed:
    case Change::holds:
    case Change::added: return Paint::good;
    case Change::still_broken:
    case Change::newly_broken: return Paint::bad;
    default: return Paint::doubtful;
  }
}

std::string properties_table(const study::Comparison& comparison, const Style& style) {
  std::vector<Row> rows{{{"property", Paint::faint},
                         {name_of(comparison.before), Paint::faint},
                         {name_of(comparison.after), Paint::faint},
                         {""}}};
  for (const study::PropertyPair& pair : comparison.properties)
    rows.push_back({{pair.name, Paint::bold},
                    {finding_text(pair.before)},
                    {finding_text(pair.after)},
                    {to_string(pair.change()), paint_of(pair.change())}});
  return table(rows, style, 0);
}

/// Goals that the two do not agree about, or that neither comes to.
std::string covers_text(const study::Comparison& comparison, const Style& style) {
  std::vector<Row> rows;
  for (const study::CoverPair& pair : comparison.covers) {
    if (pair.before == true && pair.after == true) continue;
    rows.push_back({{pair.name},
                    {reached_text(pair.before)},
                    {reached_text(pair.after)},
                    {agreement_text(pair), Paint::doubtful}});
  }
  if (rows.empty()) return "";
  rows.insert(rows.begin(), {{"goal", Paint::faint},
                             {name_of(comparison.before), Paint::faint},
                             {name_of(comparison.after), Paint::faint}});
  return '\n' + table(rows, style, 0);
}

/// Shared state, and locals of the step's own function.
std::string effect_text(const trace::Step& step) {
  std::vector<trace::Change> changes;
  std::ranges::copy_if(step.changes, std::back_inserter(changes), [&](const trace::Change& change) {
    return change.shared || change.function.empty() || change.function == step.function;
  });
  return changes_text(changes);
}

Row row_of(const std::string& mark, const std::string& number, const trace::Step& step, Paint paint) {
  const std::string function =
      step.caller.empty() ? step.function : fmt::format("{} ← {}", step.function, step.caller);
  return {{fmt::format("{} {:>4}", mark, number), paint},
          {step.task, Paint::bold},
          {function, paint},
          {step.statement, paint},
          {effect_text(step), paint}};
}

/// The steps begin .. end - 1 of the run, all but the last few folded.
void add_common(const trace::Trace& trace, std::size_t begin, std::size_t end, std::vector<Row>& rows) {
  const std::size_t from = end - begin > context + 1 ? end - context : begin;
  if (from > begin) rows.push_back({{fmt::format("  {:>4}", "…"), Paint::faint}});
  for (std::size_t i = from; i < end; ++i)
    rows.push_back(row_of(" ", std::to_string(i + 1), trace.steps[i], Paint::plain));
}

std::string steps_text(const study::SteppedRun& run, const Style& style) {
  std::vector<Row> rows;
  std::size_t shown = 0;
  for (const trace::Parting& parting : run.companion.partings) {
    if (parting.step > shown) add_common(run.trace, shown, parting.step, rows);
    const bool detour = parting.kind == PartingKind::detour;
    if (!detour) rows.push_back(row_of("-", std::to_string(parting.step + 1), parting.here, Paint::bad));
    for (const trace::Step& step : parting.others) rows.push_back(row_of("+", "", step, Paint::good));
    shown = detour ? parting.step : parting.step + 1;
  }
  if (run.companion.arrives) add_common(run.trace, shown, run.trace.steps.size(), rows);
  return table(rows, style);
}

std::string run_text(const study::Comparison& comparison, const study::SteppedRun& run, const Style& style) {
  const std::string first = name_of(comparison.before), second = name_of(comparison.after);
  const std::string& own = run.of_second ? second : first;
  const std::string& other = run.of_second ? first : second;
  std::string out = paragraph(run_title(comparison, run), style, 0, Paint::bold);
  out += paragraph(fmt::format("- only {}, + only {}", own, other), style, 2, Paint::faint) + '\n';
  return out + steps_text(run, style) + '\n' + paragraph(outcome_text(run, other), style);
}

}  // namespace

std::string text(const study::Comparison& comparison, const Style& style) {
  std::string out = heading(comparison, style);
  for (const study::SteppedRun& run : comparison.runs) out += run_text(comparison, run, style) + '\n';
  out += properties_table(comparison, style) + covers_text(comparison, style) + '\n';
  out += paragraph(summary(comparison), style, 0, Paint::bold);
  out += paragraph("Assumes sequential consistency: every task sees all stores in one order", style, 2,
                   Paint::faint);
  return out + paragraph(fmt::format("Searched in {}; {}", searched_text(comparison.before),
                                     searched_text(comparison.after)),
                         style, 2, Paint::faint);
}

}  // namespace mc::report
