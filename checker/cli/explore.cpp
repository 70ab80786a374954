// mc explore: every interleaving of one model.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

#include "cli/certificate.h"
#include "cli/checkpoint_options.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/verification.h"
#include "lib/compressed_file.h"
#include "report/json.h"
#include "report/text.h"

namespace mc::cli {
namespace {

struct ExploreOptions {
  SubjectOptions subject;
  SearchOptions search;
  ReductionOptions reductions;
  CheckpointOptions checkpoint;
  std::vector<std::string> properties;
  std::string json, certificate;
  bool quiet = false;
  bool explain = false;
};

/// What to judge: what the user named, else what the model is about. Empty: everything.
std::vector<std::string> judged(const ExploreOptions& options, const Subject& subject) {
  if (std::ranges::find(options.properties, "all") != options.properties.end()) return {};
  return options.properties.empty() ? subject.judge : options.properties;
}

/// What the search finds; a file that it cannot go on from is the user's error.
report::Run found(const Verification& verification, const explore::Options& search, bool explain) try {
  return verification.run(search, explain);
} catch (const lib::FileError& error) {
  throw UsageError(error.what());
}

Exit explore(const ExploreOptions& options) {
  if (!options.json.empty()) check_writable(options.json);
  options.checkpoint.check();
  if (!options.certificate.empty()) check_writable(options.certificate);
  const report::Style style = report::style_of(STDOUT_FILENO);
  ProgressLine progress(!options.quiet);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };

  progress.show("reading the model");
  const Subject subject = options.subject.subject();
  const Verification verification(subject, judged(options, subject), options.reductions.reductions);
  progress.clear();
  const report::Run announcement = verification.announcement();
  search.checkpoint = options.checkpoint.options(announcement);
  if (!options.quiet) {
    fmt::print("{}", report::heading(announcement, style));
    flush_output();
  }
  progress.show("compiling the model");
  const report::Run run = found(verification, search, options.explain);
  progress.clear();
  fmt::print("{}", options.quiet ? report::verdict_text(run, style) : report::text(run, style));
  flush_output();
  if (!options.json.empty()) {
    const auto replace = nlohmann::ordered_json::error_handler_t::replace;
    write_file(options.json, report::json(run).dump(2, ' ', false, replace) + "\n");
  }
  if (options.certificate.empty()) return exit_of(report::verdict(run));
  return write_certificate(options.certificate, run, options.subject, subject, judged(options, subject),
                           search);
}

}  // namespace

void add_explore(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<ExploreOptions>();
  CLI::App& command =
      *app.add_subcommand("explore", "Try every interleaving of a model and judge its properties");
  options->subject.add_to(command);
  command
      .add_option("--property", options->properties,
                  "Judge only this property; may be repeated; `all` for every one. Without it: what\n"
                  "the model is about (`judge` in its model.toml), or all")
      ->type_name("NAME")
      ->allow_extra_args(false);
  options->search.add_to(command);
  options->checkpoint.add_to(command);
  options->reductions.add_to(command);
  command.add_flag("--explain", options->explain,
                   "Say of each step of the run which steps before it it needs, and after which of them\n"
                   "the violation could no longer be avoided");
  command.add_option("--json", options->json, "Write the run as JSON, too")->type_name("FILE");
  command
      .add_option("--certificate", options->certificate,
                  "If all holds: explore again without any reduction, and write the reachable states\n"
                  "for `mc certify`")
      ->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "Print the verdict only");
  command.footer("Exit code: 0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = explore(*options); });
}

}  // namespace mc::cli
