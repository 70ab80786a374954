// SPDX-License-Identifier: Apache-2.0
// mc explore: every interleaving of one model.
#include <fmt/format.h>
#include <unistd.h>

#include <map>
#include <memory>

#include "base/compressed_file.h"
#include "base/number.h"
#include "base/output_file.h"
#include "cli/checkpoint_options.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/version.h"
#include "ir/digest.h"
#include "report/html.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/outlook_text.h"
#include "report/sarif.h"
#include "report/table.h"
#include "report/text.h"
#include "report/trailer.h"
#include "study/certificate.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

struct ExploreOptions {
  SubjectOptions subject;
  SearchOptions search;
  ReductionOptions reductions;
  CheckpointOptions checkpoint;
  PropertyOptions properties;
  std::string json, junit, html, sarif, certificate;
  bool trailer = false;  ///< print the trailer alone
  bool quiet = false;
  bool explain = false;
  bool forecast = false;
  bool full = false;
  study::Orders orders = study::Orders::all;
};

/// What other programs read: the files that were asked for.
void write_files(const ExploreOptions& options, const study::Answer& run) {
  if (!options.json.empty()) base::write_file(options.json, report::json_text(run));
  if (!options.junit.empty())
    base::write_file(options.junit, report::junit(report::cases(run, report::text(run, {}))));
  if (!options.sarif.empty())
    base::write_file(options.sarif, report::document(report::sarif({&run}, version())));
}

/// What the search finds; a file that it cannot go on from is the user's error.
study::Answer found(const study::Verification& verification, const explore::Options& search,
                    const ExploreOptions& options) try {
  return verification.run(search, options.explain, options.orders);
} catch (const base::FileError& error) {
  throw UsageError(error.what());
}

/// Seconds that a forecast takes at most.
constexpr double forecast_seconds = 10;

/// What a search that was cut short would have come to, for a reader.
std::string forecast_text(const explore::Result& result, const report::Style& style) {
  if (result.verdict != ir::Verdict::incomplete) return "";
  const auto outlook = explore::outlook(result.counts);
  if (!outlook)
    return report::paragraph(
        "Forecast: none yet, as no end of the growth is in sight; give it more time with "
        "--limit-time",
        style);
  return report::paragraph(
      fmt::format(
          "Forecast: {} in all, at the present rate; a guess from the growth of {} levels, which may be "
          "far off unless the levels shrink by now",
          report::text(*outlook), base::thousands(result.counts.depth + 1)),
      style);
}

void print(const ExploreOptions& options, const study::Question& question, const study::Answer& run,
           const report::Style& style) {
  if (options.trailer)
    fmt::print("{}\n", report::trailer(run, fmt::format("{:016x}", ir::digest(load(subject_of(question)))),
                                       version()));
  else
    fmt::print("{}", options.quiet ? report::verdict_text(run, style) : report::text(run, style));
  if (options.forecast) fmt::print("{}", forecast_text(run.result, style));
  base::flush_output();
}

/// How the command ends: as the run did, or incomplete if there is a limit in the way of the certificate.
Exit write_certificate(const std::string& file, const study::Question& question, const study::Answer& run,
                       const explore::Options& search) {
  const study::StateCertificate made = study::state_certificate(question, run, search);
  Exit exit = exit_of(study::verdict(run));
  if (!made.refusal.empty()) {
    fmt::print("No certificate: {}\n", made.refusal);
    if (exit == Exit::holds) exit = Exit::incomplete;
  } else {
    base::write_file(file, made.bytes);
    fmt::print("Certificate: {} of the model as it is written, {} in {}; check it with `mc certify {}`\n",
               base::counted(made.states, "state"), base::bytes(made.bytes.size()), file, file);
  }
  base::flush_output();
  return exit;
}

Exit explore(const ExploreOptions& options) {
  for (const std::string& file :
       {options.json, options.junit, options.html, options.sarif, options.certificate})
    if (!file.empty()) base::check_writable(file);
  options.checkpoint.check();
  report::Style style = report::style_of(STDOUT_FILENO);
  style.full = options.full;
  ProgressLine progress(!options.quiet);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };

  if (options.forecast && search.limits.seconds == 0) search.limits.seconds = forecast_seconds;
  progress.show("reading the model");
  const study::Question question = question_of(options.subject, options.properties, options.reductions);
  const study::Verification verification(question);
  progress.clear();
  const study::Answer announcement = verification.announcement();
  search.checkpoint = options.checkpoint.options(announcement);
  if (!options.quiet && !options.trailer) {
    fmt::print("{}", report::heading(announcement, style));
    base::flush_output();
  }
  progress.show("compiling the model");
  const study::Answer run = found(verification, search, options);
  progress.clear();
  print(options, question, run, style);
  write_files(options, run);
  search.checkpoint = {};  // of the search that has ended
  if (!options.html.empty()) {
    progress.show("making the page");
    const std::string page = report::html(run, verification.appendix(run, search));
    progress.clear();
    base::write_file(options.html, page);
  }
  if (options.certificate.empty()) return exit_of(study::verdict(run));
  return write_certificate(options.certificate, question, run, search);
}

}  // namespace

void add_explore(CLI::App& app, Exit& exit) {
  const auto options = std::make_shared<ExploreOptions>();
  CLI::App& command =
      *app.add_subcommand("explore", "Try every interleaving of a model and judge its properties");
  options->subject.add_to(command);
  options->properties.add_to(command, "Judge only this property");
  options->search.add_to(command);
  options->checkpoint.add_to(command);
  options->reductions.add_to(command);
  command
      .add_option(
          "--por", options->orders,
          "Which orders of steps to try: `static`, all that merging steps leaves (the default), or\n"
          "`stubborn`, which leaves out more as it goes: fewer states where all holds, a second search\n"
          "for a shortest run where something breaks")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, study::Orders>{{"static", study::Orders::all},
                                                                       {"stubborn", study::Orders::stubborn}})
              .description(""))
      ->type_name("static|stubborn")
      ->excludes(command.get_option("--no-por"));
  command.add_flag("--forecast", options->forecast,
                   "Search for ten seconds only, or --limit-time, and guess what all of it would take");
  command.add_flag("--explain", options->explain,
                   "Say of each step of the run which steps before it it needs, and after which of them\n"
                   "the violation could no longer be avoided");
  command.add_option("--json", options->json, "Write the run as JSON, too")->type_name("FILE");
  command.add_option("--junit", options->junit, "Write the verdict of each property as JUnit XML, too")
      ->type_name("FILE");
  command.add_option("--sarif", options->sarif, "Write what is violated as SARIF 2.1.0, too")
      ->type_name("FILE");
  command
      .add_option("--certificate", options->certificate,
                  "If all holds: explore again without any reduction, and write the reachable states\n"
                  "for `mc certify`")
      ->type_name("FILE");
  command.add_flag("--trailer", options->trailer, "Print one line for a commit message and nothing else");
  command
      .add_option("--html", options->html,
                  "Write a page to step through the run; of a pass: bounds, runs to its covers, and the\n"
                  "statements that were never executed (searches again for these)")
      ->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "Print the verdict only");
  command.add_flag("--full", options->full, "Show every step of a run, quiet stretches too");
  command.footer("Exit code: 0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = explore(*options); });
}

}  // namespace mc::cli
