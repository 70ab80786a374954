// SPDX-License-Identifier: Apache-2.0
// mc export: a model in the language of another checker.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "export/arithmetic.h"
#include "export/murphi.h"
#include "export/promela.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

using Write = std::string (*)(const ir::System&);

struct ExportOptions {
  SubjectOptions subject;
  ReductionOptions reductions;
  PropertyOptions properties;
  std::string language, output;
};

const std::map<std::string, Write> languages{{"promela", exporter::promela}, {"murphi", exporter::murphi}};

Exit write(const ExportOptions& options) {
  if (!options.output.empty()) base::check_writable(options.output);
  const study::Question question = question_of(options.subject, options.properties, options.reductions);
  ir::System system = study::Verification(question).optimised();
  for (ir::Source& source : system.sources) source.file = study::shown(source.file);
  std::string text;
  try {
    text = languages.at(options.language)(system);
  } catch (const exporter::Unsupported& error) {
    throw UsageError(
        fmt::format("{}: cannot be exported to {}: {}", system.name, options.language, error.what()));
  }
  if (options.output.empty()) {
    fmt::print("{}", text);
    base::flush_output();
  } else {
    base::write_file(options.output, text);
  }
  return Exit::holds;
}

}  // namespace

void add_export(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App& command = *app.add_subcommand("export", "Write a model in the language of another checker");
  options->subject.add_to(command);
  options->reductions.add_to(command);
  options->properties.add_to(command, "Export only this property");
  command.add_option("--to", options->language, "promela (for Spin) or murphi (for Rumur)")
      ->required()
      ->check(CLI::IsMember(languages).description(""))
      ->type_name("LANGUAGE");
  command.add_option("-o,--output", options->output, "Write to this file instead of standard output")
      ->type_name("FILE");
  command.footer(
      "The exported system takes the same steps as the one that `mc explore` searches and has as many\n"
      "states as it has with --no-symmetry; its first comment says how to count them.");
  command.callback([options, &exit] { exit = write(*options); });
}

}  // namespace mc::cli
