// SPDX-License-Identifier: Apache-2.0
#include "report/html_search.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"
#include "report/frame.h"
#include "report/html_text.h"

namespace mc::report {

namespace {

std::string properties(const study::Answer& run) {
  std::string out;
  for (const ir::Property& property : run.properties)
    if (property.kind != ir::Property::Kind::built_in)
      out += fmt::format("<code title=\"{}\">{}</code> ", escaped(property.help), escaped(property.name));
  return out + "built-in checks" + (run.unasked == 0 ? "" : fmt::format("; {} more not judged", run.unasked));
}

}  // namespace

std::string html_fact(const std::string& name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, value);
}

std::string html_bounds(const study::Answer& run) {
  std::string out;
  for (const ir::ModelParameter& parameter : run.parameters)
    out += fmt::format("<code title=\"{}\">{}={}</code> ", escaped(parameter.help), escaped(parameter.name),
                       parameter.value);
  return out;
}

std::string html_facts(const study::Answer& run) {
  const explore::Result& result = run.result;
  std::string variant = escaped(run.variant);
  if (!run.commit.empty()) variant += " (" + escaped(run.commit) + ")";
  return "<dl class=\"facts\">\n" + html_fact("model", escaped(run.model)) + html_fact("variant", variant) +
         html_fact("bounds", html_bounds(run)) + html_fact("properties", properties(run)) +
         html_fact("search",
                   fmt::format("{}, {}, depth {}; {} on {}, {:.1f} bytes a state",
                               base::counted(result.counts.states, "state"),
                               base::counted(result.counts.transitions, "transition"),
                               base::thousands(result.counts.depth), base::duration(result.counts.seconds),
                               base::counted(result.threads, "thread"), result.bytes_per_state)) +
         html_fact("assumes", "sequential consistency: every task sees all stores in one order") +
         html_fact("judged again", run.asked == 0 ? "" : "by Z3: " + base::counted(run.asked, "valuation")) +
         "</dl>\n";
}

std::string html_covers(const study::Answer& run, const std::vector<study::Witness>& witnesses) {
  if (run.covers.empty()) return "";
  std::string out =
      "<h2>Covers</h2>\n<p>What must be reachable for the verdict to mean something, and a shortest run that "
      "reaches it.</p>\n<table class=\"plain\">\n";
  for (const study::Cover& cover : run.covers) {
    const auto witness = std::ranges::find(witnesses, cover.name, &study::Witness::cover);
    std::string told = cover.reached ? "reached" : "<span class=\"doubt\">never reached</span>";
    if (witness != witnesses.end() && witness->run)
      told = fmt::format("<a href=\"#w{}\">reached after {}</a>", witness - witnesses.begin(),
                         base::counted(witness->run->steps.size(), "step"));
    else if (witness != witnesses.end() && !witness->reason.empty())
      told += "; no run to show: " + escaped(witness->reason);
    out += fmt::format("<tr><td><code>{}</code></td><td>{}</td></tr>\n", escaped(cover.name), told);
  }
  return out + "</table>\n";
}

std::string html_growth(const explore::Result& result) {
  const std::vector<std::uint64_t>& levels = result.levels;
  if (levels.empty()) return "";
  const std::uint64_t most = std::max<std::uint64_t>(1, std::ranges::max(levels));
  std::string bars, rows;
  for (std::size_t depth = 0; depth < levels.size(); ++depth) {
    bars += fmt::format("<i style=\"height:{:.2f}%\" title=\"depth {}: {}\"></i>",
                        100.0 * static_cast<double>(levels[depth]) / static_cast<double>(most), depth,
                        base::counted(levels[depth], "state"));
    rows += fmt::format("<tr><td>{}</td><td>{}</td></tr>", depth, base::thousands(levels[depth]));
  }
  return fmt::format(
      "<h2>Growth of the search</h2>\n<p>New states by distance from the initial one: {} levels, the largest "
      "of "
      "{}.</p>\n<div class=\"grow\" role=\"img\" aria-label=\"States by depth\">{}</div>\n"
      "<details><summary>Numbers</summary><table class=\"plain\"><tr><th>depth</th><th>new "
      "states</th></tr>{}</table></details>\n",
      levels.size(), base::counted(most, "state"), bars, rows);
}

std::string html_coverage(const study::Appendix& appendix, const HtmlSources& sources) {
  const std::string title = "<h2>Statements never executed</h2>\n";
  if (!appendix.coverage_reason.empty())
    return title + "<p class=\"doubt\">Not known: the search for them was not finished (" +
           escaped(appendix.coverage_reason) + ").</p>\n";
  if (appendix.coverage.empty()) return "";
  std::size_t all = 0, never = 0;
  std::string list;
  for (const auto& [file, lines] : appendix.coverage) {
    std::string links;
    for (const auto& [line, executed] : lines) {
      ++all;
      if (executed) continue;
      ++never;
      links += fmt::format("{}<a href=\"#{}\">{}</a>", links.empty() ? "" : ", ", sources.anchor(file, line),
                           line);
    }
    if (!links.empty()) list += fmt::format("<li>{}: {}</li>\n", escaped(shown_file(file)), links);
  }
  return title +
         fmt::format(
             "<p>{} of {} lines with statements are executed by some step of some run within the bounds. "
             "Statements that these bounds remove from the model (an <code>if</code> on a parameter) are not "
             "counted.{}</p>\n{}",
             all - never, all, never == 0 ? "" : " No run executes:",
             never == 0 ? "" : "<ul class=\"mono\">" + list + "</ul>\n");
}

}  // namespace mc::report
