// SPDX-License-Identifier: Apache-2.0
// mc compare: two variants side by side.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "report/comparison.h"
#include "report/html_comparison.h"
#include "report/json.h"
#include "study/comparison.h"

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

/// About a variant, or a C file of that name.
study::Question question_about(const CompareOptions& options, const std::string& name) {
  study::Question question = question_of(options.subject, options.properties, options.reductions);
  if (std::filesystem::is_regular_file(name))
    question.files = {name};
  else
    question.name = name;
  return question;
}

/// What is known of the second: `mc explore` would say the same of each property.
Exit exit_after(const study::Comparison& comparison) {
  Exit exit = Exit::holds;
  for (const study::PropertyPair& pair : comparison.properties) {
    if (!pair.after) continue;
    if (pair.after->verdict == ir::Verdict::violated) return Exit::violated;
    if (pair.after->verdict == ir::Verdict::incomplete) exit = Exit::incomplete;
  }
  return exit;
}

Exit compare(const CompareOptions& options) {
  for (const std::string& file : {options.json, options.html})
    if (!file.empty()) base::check_writable(file);
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };
  progress.show("reading the models");
  const study::Comparison comparison =
      study::compare(question_about(options, options.before), question_about(options, options.after), search);
  progress.clear();
  fmt::print("{}", report::text(comparison, report::style_of(STDOUT_FILENO)));
  base::flush_output();
  if (!options.json.empty()) base::write_file(options.json, report::document(report::json(comparison)));
  if (!options.html.empty()) base::write_file(options.html, report::html(comparison));
  return exit_after(comparison);
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
