// SPDX-License-Identifier: Apache-2.0
// mc compare: two variants side by side.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/survey.h"
#include "cli/verification.h"
#include "report/comparison.h"
#include "report/html_comparison.h"
#include "report/json.h"

namespace mc::cli {
namespace {

struct CompareOptions {
  std::string before, after;
  SubjectOptions subject;
  SearchOptions search;
  ReductionOptions reductions;
  PropertyOptions properties;
  std::string json, html;
};

/// A variant, or a C file of that name.
Subject subject_of(const CompareOptions& options, const std::string& name) {
  SubjectOptions one = options.subject;
  if (std::filesystem::is_regular_file(name))
    one.files = {name};
  else
    one.name = name;
  return one.subject();
}

bool has(const ir::System& system, const std::string& property) {
  return std::ranges::find(system.properties, property, &ir::Property::name) != system.properties.end();
}

/// One side: what is compared, and what was found.
struct Side {
  Subject subject;
  Survey survey;
};

/// Searches one side. A property that only the other has is left out here; one that neither has is refused.
void look(Side& side, const Side& other, const CompareOptions& options, const explore::Options& search) {
  const ir::System here = load(side.subject), there = load(other.subject);
  std::vector<std::string> names = options.properties.judged(side.subject);
  const bool all = names.empty();
  std::erase_if(names, [&](const std::string& name) { return !has(here, name) && has(there, name); });
  if (names.empty() && !all) names = {"deadlock"};
  side.survey = survey(side.subject, names, options.reductions.reductions, search);
}

std::optional<report::Finding> finding_of(const Survey& survey, const std::string& name) {
  const auto found = std::ranges::find(survey.properties, name, &Surveyed::name);
  if (found == survey.properties.end()) return std::nullopt;
  return found->finding;
}

/// The properties of both, those of the second first. What only one survey lists because it broke there is
/// judged in every search, and so holds where it is not listed.
std::vector<report::PropertyPair> pairs(const Side& before, const Side& after) {
  std::vector<report::PropertyPair> all;
  for (const Survey* survey : {&after.survey, &before.survey}) {
    for (const Surveyed& each : survey->properties) {
      if (std::ranges::find(all, each.name, &report::PropertyPair::name) != all.end()) continue;
      report::PropertyPair pair{.name = each.name,
                                .kind = each.kind,
                                .before = finding_of(before.survey, each.name),
                                .after = finding_of(after.survey, each.name)};
      if (each.kind == ir::Property::Kind::built_in) {
        const Side& silent = survey == &after.survey ? before : after;
        auto& missing = survey == &after.survey ? pair.before : pair.after;
        missing = report::Finding{.verdict = report::verdict(silent.survey.last),
                                  .reason = "the search ended early"};
      }
      all.push_back(std::move(pair));
    }
  }
  return all;
}

/// Goals reached in the last search; nothing if that was not exhaustive.
std::optional<bool> reached(const report::Run& run, const std::string& name) {
  const auto cover = std::ranges::find(run.covers, name, &report::Cover::name);
  if (cover == run.covers.end()) return std::nullopt;
  if (!cover->reached && report::verdict(run) != explore::Verdict::holds) return std::nullopt;
  return cover->reached;
}

std::vector<report::CoverPair> covers(const Side& before, const Side& after) {
  std::vector<report::CoverPair> all;
  for (const Side* side : {&after, &before}) {
    for (const report::Cover& cover : side->survey.last.covers) {
      if (std::ranges::find(all, cover.name, &report::CoverPair::name) != all.end()) continue;
      all.push_back(
          {cover.name, reached(before.survey.last, cover.name), reached(after.survey.last, cover.name)});
    }
  }
  return all;
}

/// The run that breaks a property on one side, stepped through the other.
report::SteppedRun stepped(const Broken& broken, const Side& own, const Side& other, bool of_second) {
  const std::vector<std::string> property{broken.property};
  const ir::System here = load(own.subject, property);
  const ir::System there = load(other.subject);
  std::vector<std::string> theirs{has(there, broken.property) ? broken.property : "deadlock"};
  return {.property = broken.property,
          .of_second = of_second,
          .trace = broken.trace,
          .companion = trace::accompany(here, broken.parts, load(other.subject, theirs))};
}

report::Comparison comparison_of(const Side& before, const Side& after) {
  report::Comparison comparison{.before = before.survey.last,
                                .after = after.survey.last,
                                .properties = pairs(before, after),
                                .covers = covers(before, after),
                                .runs = {}};
  for (const Broken& broken : before.survey.broken)
    comparison.runs.push_back(stepped(broken, before, after, false));
  for (const Broken& broken : after.survey.broken) {
    const auto pair = std::ranges::find(comparison.properties, broken.property, &report::PropertyPair::name);
    if (pair->change() == report::PropertyPair::Change::newly_broken)
      comparison.runs.push_back(stepped(broken, after, before, true));
  }
  return comparison;
}

/// What is known of the second: `mc explore` would say the same of each property.
Exit exit_of(const report::Comparison& comparison) {
  Exit exit = Exit::holds;
  for (const report::PropertyPair& pair : comparison.properties) {
    if (!pair.after) continue;
    if (pair.after->verdict == explore::Verdict::violated) return Exit::violated;
    if (pair.after->verdict == explore::Verdict::incomplete) exit = Exit::incomplete;
  }
  return exit;
}

Exit compare(const CompareOptions& options) {
  for (const std::string& file : {options.json, options.html})
    if (!file.empty()) base::check_writable(file);
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };
  Side before{.subject = subject_of(options, options.before), .survey = {}};
  Side after{.subject = subject_of(options, options.after), .survey = {}};
  progress.show("reading the models");
  look(before, after, options, search);
  look(after, before, options, search);
  progress.clear();
  const report::Comparison comparison = comparison_of(before, after);
  fmt::print("{}", report::text(comparison, report::style_of(STDOUT_FILENO)));
  base::flush_output();
  if (!options.json.empty()) base::write_file(options.json, report::document(report::json(comparison)));
  if (!options.html.empty()) base::write_file(options.html, report::html(comparison));
  return exit_of(comparison);
}

}  // namespace

void add_compare(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App& command = *app.add_subcommand("compare", "Say what a patch changes: two variants side by side");
  command.add_option("BEFORE", options->before, "A variant (see `mc models`) or a C file")
      ->required()
      ->type_name(" ");
  command.add_option("AFTER", options->after, "Likewise")->required()->type_name(" ");
  options->subject.add_bounds_to(command);
  options->properties.add_to(command, "Judge only this property");
  options->search.add_to(command);
  options->reductions.add_to(command);
  command.add_option("--json", options->json, "Write the comparison as JSON, too")->type_name("FILE");
  command.add_option("--html", options->html, "Write a page with both side by side")->type_name("FILE");
  command.footer(
      "Every property is judged in both. A run that breaks one in BEFORE is stepped through AFTER, and\n"
      "one that newly breaks in AFTER through BEFORE, by the same moves of the same tasks.\n"
      "Exit code, about AFTER alone: 0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = compare(*options); });
}

}  // namespace mc::cli
