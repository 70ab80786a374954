// SPDX-License-Identifier: Apache-2.0
#include "report/html_comparison.h"

#include <fmt/format.h>

#include "report/comparison_words.h"
#include "report/html_page.h"
#include "report/html_search.h"
#include "report/html_sides.h"
#include "report/html_source.h"
#include "report/html_text.h"
#include "report/html_trace.h"

namespace mc::report {

namespace {

using Change = study::PropertyPair::Change;

const char* class_of(Change change) {
  switch (change) {
    case Change::fixed:
    case Change::holds:
    case Change::added: return "good";
    case Change::still_broken:
    case Change::newly_broken: return "bad";
    default: return "doubt";
  }
}

std::string facts(const study::Comparison& comparison) {
  return "<dl class=\"facts\">\n" + html_fact("model", escaped(comparison.after.model)) +
         html_fact("before", escaped(with_commit(comparison.before))) +
         html_fact("after", escaped(with_commit(comparison.after))) +
         html_fact("bounds", html_bounds(comparison.after)) +
         html_fact("searched", escaped(searched_text(comparison.before)) + "; " +
                                   escaped(searched_text(comparison.after))) +
         html_fact("assumes", "sequential consistency: every task sees all stores in one order") + "</dl>\n";
}

std::string table_of(const study::Comparison& comparison, const char* what, const std::string& rows) {
  return fmt::format(
      "<table class=\"plain\">\n<thead><tr><th>{}</th><th>{}</th><th>{}</th><th>Change</th></tr></thead>\n"
      "<tbody>\n{}</tbody></table>\n",
      what, escaped(name_of(comparison.before)), escaped(name_of(comparison.after)), rows);
}

/// The property's name, linked to the run that breaks it if there is one.
std::string linked(const study::Comparison& comparison, const std::string& property) {
  for (std::size_t i = 0; i < comparison.runs.size(); ++i)
    if (comparison.runs[i].property == property)
      return fmt::format("<a href=\"#p{}\"><code>{}</code></a>", i, escaped(property));
  return "<code>" + escaped(property) + "</code>";
}

std::string properties(const study::Comparison& comparison) {
  std::string rows;
  for (const study::PropertyPair& pair : comparison.properties)
    rows += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td class=\"{}\">{}</td></tr>\n",
                        linked(comparison, pair.name), escaped(finding_text(pair.before)),
                        escaped(finding_text(pair.after)), class_of(pair.change()), to_string(pair.change()));
  return "<h2>Properties</h2>\n" + table_of(comparison, "Property", rows);
}

std::string covers(const study::Comparison& comparison) {
  if (comparison.covers.empty()) return "";
  std::string rows;
  for (const study::CoverPair& pair : comparison.covers)
    rows += fmt::format(
        "<tr><td><code>{}</code></td><td>{}</td><td>{}</td><td class=\"doubt\">{}</td></tr>\n",
        escaped(pair.name), reached_text(pair.before), reached_text(pair.after), agreement_text(pair));
  return "<h2>Covers</h2>\n" + table_of(comparison, "Goal", rows);
}

/// A run beside what the other variant does, then the run alone, step by step.
std::string stepped(const study::Comparison& comparison, std::size_t number, const HtmlSources& sources) {
  const study::SteppedRun& run = comparison.runs[number];
  const study::Answer& own = run.of_second ? comparison.after : comparison.before;
  const study::Answer& other = run.of_second ? comparison.before : comparison.after;
  const KernelSource kernel = kernel_source(own);
  std::string out =
      fmt::format("<section id=\"p{}\">\n<h2>{}</h2>\n", number, escaped(run_title(comparison, run)));
  out += html_sides(run, number, name_of(own), name_of(other), sources, kernel);
  out += fmt::format("<details class=\"run\"{}><summary>Step through the run of {}</summary>\n",
                     number == 0 ? " open" : "", escaped(name_of(own)));
  out += html(run.trace, fmt::format("r{}", number), "The run of " + name_of(own), sources, kernel);
  return out + "</details>\n</section>\n";
}

}  // namespace

std::string html(const study::Comparison& comparison) {
  HtmlSources sources;
  for (const study::SteppedRun& run : comparison.runs) {
    sources.add(run.trace);
    for (const trace::Parting& parting : run.companion.partings)
      for (const trace::Step& step : parting.others) sources.add(step.call_path);
  }
  const std::string variants = name_of(comparison.before) + " → " + name_of(comparison.after);
  std::string body = fmt::format("<h1>{}: {}</h1>\n", escaped(variants), escaped(summary(comparison))) +
                     facts(comparison) + properties(comparison) + covers(comparison);
  for (std::size_t i = 0; i < comparison.runs.size(); ++i) body += stepped(comparison, i, sources);
  return html_page(comparison.after.model + ": " + variants, body + sources.text({}));
}

}  // namespace mc::report
