// SPDX-License-Identifier: Apache-2.0
// mc check: every expectation of every model.toml, each judged by a run of its own.
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <memory>

#include "base/number.h"
#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/version.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/sarif.h"
#include "report/text.h"
#include "study/expectation.h"

namespace mc::cli {
namespace {

struct CheckOptions {
  RegistryOptions registry;
  SearchOptions search;
  ReductionOptions reductions;
  std::vector<std::string> names;
  std::string junit, sarif;
};

struct Columns {
  std::size_t variant = 0, bounds = 0, property = 0;
};

Columns columns_of(const std::vector<study::Selection>& selections) {
  Columns widths;
  for (const study::Selection& selection : selections) {
    for (const study::Expectation& expectation : selection.variant->expect) {
      widths.variant = std::max(widths.variant, selection.variant->name.size());
      widths.bounds = std::max(widths.bounds, study::bounds_text(expectation).size());
      for (const std::string& property : expectation.property)
        widths.property = std::max(widths.property, property.size());
    }
  }
  return widths;
}

/// A row a property; the run that judged them all together is timed in the first.
void print_rows(const study::Examination& finding, const study::Selection& selection,
                const study::Expectation& expectation, const Columns& widths) {
  std::string time = base::duration(finding.seconds);
  const char* comparison = finding.outcome == study::Outcome::incomplete ? "INCOMPLETE "
                           : finding.difference.empty()                  ? "as expected"
                                                                         : "DIFFERENT  ";
  for (const std::string& property : expectation.property) {
    fmt::print("{:<{}}  {:<{}}  {:<{}}  {}  {:>11} states  {:>8}  {}\n", selection.variant->name,
               widths.variant, study::bounds_text(expectation), widths.bounds, property, widths.property,
               comparison, base::thousands(finding.run ? finding.run->result.counts.states : 0), time,
               finding.found);
    time = "together";
  }
  if (!finding.difference.empty()) fmt::print("    {}\n", finding.difference);
  base::flush_output();
}

report::Case case_of(const study::Examination& finding, const study::Selection& selection,
                     const study::Expectation& expectation) {
  return {.suite = selection.model->name,
          .name = fmt::format("{}: {}, {}", selection.variant->name, fmt::join(expectation.property, " "),
                              study::bounds_text(expectation)),
          .seconds = finding.seconds,
          .failure = finding.difference,
          .skipped = "",
          .output = finding.run ? report::text(*finding.run, {}) : ""};
}

Exit exit_after(study::Outcome outcome) {
  switch (outcome) {
    case study::Outcome::as_expected: return Exit::holds;
    case study::Outcome::different: return Exit::violated;
    case study::Outcome::incomplete: return Exit::incomplete;
    case study::Outcome::failed: break;
  }
  return Exit::internal;
}

/// The worst of two ends: a disagreement within the checker, then a difference, then a limit that was hit.
Exit worse(Exit a, Exit b) {
  for (const Exit exit : {Exit::internal, Exit::violated, Exit::incomplete}) {
    if (a == exit || b == exit) return exit;
  }
  return Exit::holds;
}

Exit check(const CheckOptions& options) {
  for (const std::string& file : {options.junit, options.sarif})
    if (!file.empty()) base::check_writable(file);
  const study::Registry registry = options.registry.open();
  const std::vector<study::Selection> selections = registry.select(options.names);
  const Columns widths = columns_of(selections);
  if (widths.property == 0) throw UsageError("nothing to check: no [[variant.expect]] in these models");
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };
  std::vector<report::Case> cases;
  std::vector<study::Answer> different_runs;
  Exit exit = Exit::holds;
  std::size_t different = 0, incomplete = 0;
  for (const study::Selection& selection : selections) {
    for (const study::Expectation& expectation : selection.variant->expect) {
      if (*search.stop) break;
      progress.show(fmt::format("{}: {}", selection.variant->name, expectation.property.front()));
      study::Examination finding =
          study::examine(selection, expectation, search, options.reductions.reductions);
      progress.clear();
      print_rows(finding, selection, expectation, widths);
      cases.push_back(case_of(finding, selection, expectation));
      exit = worse(exit, exit_after(finding.outcome));
      incomplete += finding.outcome == study::Outcome::incomplete ? 1 : 0;
      if (!finding.difference.empty() && finding.run) different_runs.push_back(std::move(*finding.run));
      different += finding.outcome != study::Outcome::incomplete && !finding.difference.empty() ? 1 : 0;
    }
  }
  if (*search.stop) exit = worse(exit, Exit::incomplete);
  fmt::print("{} expectations checked, {} different, {} incomplete{}\n", cases.size(), different, incomplete,
             *search.stop ? "; interrupted" : "");
  if (!options.junit.empty()) base::write_file(options.junit, report::junit(cases));
  if (!options.sarif.empty()) {
    std::vector<const study::Answer*> runs;
    for (const study::Answer& run : different_runs) runs.push_back(&run);
    base::write_file(options.sarif, report::document(report::sarif(runs, version())));
  }
  return exit;
}

}  // namespace

void add_check(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<CheckOptions>();
  CLI::App& command = *app.add_subcommand("check", "Compare every model with what its model.toml expects");
  command.add_option("NAME", options->names, "Only these: VARIANT, MODEL or MODEL/VARIANT");
  options->registry.add_to(command);
  options->search.add_to(command);
  options->reductions.add_to(command);
  command.add_option("--junit", options->junit, "Write the results as JUnit XML, too")->type_name("FILE");
  command.add_option("--sarif", options->sarif, "Write the runs that differ as SARIF 2.1.0, too")
      ->type_name("FILE");
  command.footer(
      "Exit code: 0 all as expected, 1 a difference, 2 nothing different but a limit was hit, 64 usage,\n"
      "70 internal error.");
  command.callback([options, &exit] { exit = check(*options); });
}

}  // namespace mc::cli
