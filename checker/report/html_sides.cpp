// SPDX-License-Identifier: Apache-2.0
#include "report/html_sides.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/comparison_words.h"
#include "report/html_text.h"
#include "report/trace_steps.h"

namespace mc::report {

namespace {

using PartingKind = trace::Parting::Kind;

/// So many steps are shown before the variants part, and so many that one fold is not worth it.
constexpr std::size_t rows_around = 3;

class Sides {
 public:
  Sides(const study::SteppedRun& run, std::size_t number, const std::string& own, const std::string& other,
        const HtmlSources& sources, const KernelSource& kernel)
      : run_(run), number_(number), own_(own), other_(other), sources_(sources), kernel_(kernel) {}

  std::string text() {
    const std::size_t end = run_.trace.steps.size();
    std::string out = outcome();
    std::string rows;
    std::size_t shown = 0;
    for (const trace::Parting& parting : run_.companion.partings) {
      add_common(shown, parting.step, rows, out);
      rows += parting_rows(parting);
      shown = parting.kind == PartingKind::detour ? parting.step : parting.step + 1;
    }
    if (run_.companion.arrives) {
      add_common(shown, end, rows, out);
      return out + table(rows);
    }
    out += table(rows);
    std::string rest;
    for (std::size_t i = shown; i < end; ++i)
      rest += row(number_cell(i), cell(run_.trace.steps[i], "own"), "<td></td>");
    return rest.empty() ? out : out + folded(shown, end, "only " + own_, rest);
  }

 private:
  std::string outcome() const {
    std::string out = "<p><strong>" + escaped(outcome_text(run_, other_)) + "</strong>";
    if (!run_.companion.partings.empty())
      out += fmt::format(" <a href=\"#d{}\">The first step that differs</a>", number_);
    return out + "</p>\n";
  }

  std::string table(const std::string& rows) const {
    if (rows.empty()) return "";
    return fmt::format(
        "<table class=\"sides\">\n<thead><tr><th>Step</th><th>{}</th><th>{}</th></tr></thead>\n"
        "<tbody>\n{}</tbody></table>\n",
        escaped(own_), escaped(other_), rows);
  }

  std::string folded(std::size_t begin, std::size_t end, const std::string& whose,
                     const std::string& rows) const {
    return fmt::format("<details class=\"run\"><summary>Steps {} to {}, {}</summary>\n{}</details>\n",
                       begin + 1, end, escaped(whose), table(rows));
  }

  static std::string row(const std::string& number, const std::string& own, const std::string& other,
                         const std::string& attributes = "") {
    return "<tr" + attributes + ">" + number + own + other + "</tr>\n";
  }

  std::string number_cell(std::size_t step) const {
    return fmt::format("<td><a href=\"#r{0}-s{1}\">{1}</a></td>", number_, step + 1);
  }

  std::string cell(const trace::Step& step, const char* kind) const {
    const std::string effect = effect_text(step);
    return fmt::format("<td class=\"{}\"{}><span class=\"task\">{}</span> {}{}</td>", kind,
                       std::string_view(kind) == "both" ? " colspan=\"2\"" : "", escaped(step.task),
                       html_deed(step, sources_, kernel_),
                       effect.empty() ? "" : "<div class=\"change\">" + escaped(effect) + "</div>");
  }

  /// The steps begin .. end - 1, which both take; all but the last few folded, behind the rows so far.
  void add_common(std::size_t begin, std::size_t end, std::string& rows, std::string& out) {
    const std::size_t from = end - begin > 2 * rows_around ? end - rows_around : begin;
    std::string common;
    for (std::size_t i = begin; i < from; ++i)
      common += row(number_cell(i), cell(run_.trace.steps[i], "both"), "");
    if (!common.empty()) {
      out += table(rows) + folded(begin, from, "the same in both", common);
      rows.clear();
    }
    for (std::size_t i = from; i < end; ++i)
      rows += row(number_cell(i), cell(run_.trace.steps[i], "both"), "");
  }

  /// What the run does, if it does something here, beside the first thing that the other does; then the rest.
  std::string parting_rows(const trace::Parting& parting) {
    const bool detour = parting.kind == PartingKind::detour;
    std::string out;
    for (std::size_t i = 0; i < std::max<std::size_t>(parting.others.size(), detour ? 0 : 1); ++i) {
      const bool here = i == 0 && !detour;
      std::string other = "<td class=\"other\"></td>";
      if (i < parting.others.size()) other = cell(parting.others[i], "other");
      if (parting.kind == PartingKind::waits) other = "<td class=\"other doubt\">waits</td>";
      out += row(here ? number_cell(parting.step) : "<td></td>",
                 here ? cell(parting.here, "own") : "<td class=\"own\"></td>", other, marked());
    }
    return out;
  }

  /// The attributes of a row that differs; the first such row is the one that is linked to.
  std::string marked() {
    if (std::exchange(parted_, true)) return " class=\"parting\"";
    return fmt::format(" class=\"parting first\" id=\"d{}\"", number_);
  }

  const study::SteppedRun& run_;
  std::size_t number_;
  const std::string &own_, &other_;
  const HtmlSources& sources_;
  const KernelSource& kernel_;
  bool parted_ = false;
};

}  // namespace

std::string html_sides(const study::SteppedRun& run, std::size_t number, const std::string& own,
                       const std::string& other, const HtmlSources& sources, const KernelSource& kernel) {
  return Sides(run, number, own, other, sources, kernel).text();
}

}  // namespace mc::report
