// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fnmatch.h>
#include <unistd.h>

#include <memory>

#include "base/number.h"
#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "report/conform_text.h"
#include "report/json.h"
#include "study/machines.h"

namespace mc::cli {
namespace {

struct ConformOptions {
  RegistryOptions registry;
  std::vector<std::string> files;
  std::string images, model, pattern = "*", kernel, build, json;
  bool verbose = false;
};

bool selected(const conform::Run& run, const ConformOptions& options) {
  return fnmatch(options.pattern.c_str(), run.name.c_str(), 0) == 0 &&
         (options.kernel.empty() || run.kernel == options.kernel ||
          run.kernel.starts_with(options.kernel + ".")) &&
         (options.build.empty() || run.build == options.build);
}

std::vector<conform::Run> selected_runs(const ConformOptions& options) {
  std::vector<conform::Run> all;
  for (const std::string& file : options.files)
    for (conform::Run& run : conform::read_runs(file))
      if (selected(run, options)) all.push_back(std::move(run));
  return all;
}

std::vector<study::Conformance> compare_all(const std::vector<conform::Run>& runs,
                                            const ConformOptions& options, const study::Model& model,
                                            const report::Style& style) {
  const std::atomic<bool>* stop = watch_interrupts();
  const conform::Images images(options.images);
  ProgressLine progress(true);
  study::Machines machines(model);
  std::vector<study::Conformance> all;
  std::size_t disagreeing = 0;
  for (const conform::Run& run : runs) {
    progress.show(
        fmt::format("{} of {} runs, {} disagree  {}", all.size(), runs.size(), disagreeing, run.name));
    study::Conformance comparison = study::conform_run(run, images, model.conform->rules, machines, stop);
    if (comparison.verdict.kind == conform::Verdict::Kind::interrupted) break;
    const bool disagrees = comparison.verdict.kind == conform::Verdict::Kind::disagrees;
    disagreeing += disagrees ? 1 : 0;
    if (disagrees || options.verbose) {
      progress.clear();
      fmt::print("{}", report::text(comparison, style));
      base::flush_output();
    }
    all.push_back(std::move(comparison));
    if (*stop) break;
  }
  return all;
}

Exit conform_runs(const ConformOptions& options) {
  if (!options.json.empty()) base::check_writable(options.json);
  const report::Style style = report::style_of(STDOUT_FILENO);
  const study::Registry registry = options.registry.open();
  const study::Model& model = study::model_to_conform(registry, options.model);
  const std::vector<conform::Run> runs = selected_runs(options);
  const std::vector<study::Conformance> comparisons = compare_all(runs, options, model, style);
  const bool interrupted = comparisons.size() < runs.size();
  if (runs.empty())
    fmt::print("no run is selected\n");
  else
    fmt::print("{}", report::summary(comparisons, style));
  if (interrupted)
    fmt::print("INCOMPLETE: interrupted, {} not looked at\n",
               base::counted(runs.size() - comparisons.size(), "run"));
  const Exit exit = exit_of(study::verdict(comparisons));
  if (!options.json.empty()) {
    base::write_file(options.json, report::document(report::json(comparisons)));
  }
  return interrupted ? Exit::incomplete : exit;
}

}  // namespace

void add_conform(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<ConformOptions>();
  CLI::App& command = *app.add_subcommand("conform", "Hold a model against recorded runs of real kernels");
  command.add_option("RUNS", options->files, "Recorded runs, one JSON object a line")
      ->required()
      ->type_name(" ");
  command.add_option("--images", options->images, "What the file systems and files were at the start")
      ->required()
      ->type_name("FILE");
  command.add_option("--model", options->model, "The model, if several have a [conform] table")
      ->type_name("NAME");
  options->registry.add_to(command);
  command.add_option("--case", options->pattern, "Only runs whose name matches: 'A0*'")->type_name("PATTERN");
  command.add_option("--kernel", options->kernel, "Only runs of this kernel: 6.12, 6.12.117")
      ->type_name("VERSION");
  command.add_option("--build", options->build, "Only runs of this build, which is a variant")
      ->type_name("NAME");
  command.add_flag("--verbose", options->verbose,
                   "Name runs that agree, and those that are not modelled, too");
  command.add_option("--json", options->json, "Write the results as JSON, too")->type_name("FILE");
  command.footer(
      "Exit code: 0 all agree, 1 some disagree, 2 some are not modelled, or nothing was selected, or\n"
      "interrupted, 64 usage, 70 internal error. The format: model/RECORDINGS.md.");
  command.callback([options, &exit] {
    try {
      exit = conform_runs(*options);
    } catch (const conform::InputError& error) {
      throw UsageError(error.what());
    }
  });
}

}  // namespace mc::cli
