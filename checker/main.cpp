// SPDX-License-Identifier: Apache-2.0
// mc, a model checker for the Linux page cache: the command line. Each subcommand is a file of cli/; what a
// verification consists of is study/verification.cpp; README.md says in which order to read the rest.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <string>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/version.h"

namespace {

using mc::cli::Exit;

void describe(CLI::App& app) {
  app.description(
      "mc tries every interleaving of a model of the Linux page cache, written in C, and says\n"
      "whether an invariant can break: by the shortest run that breaks it, or by having seen\n"
      "every state.");
  app.footer(
      "Start with:  mc explore --model unpatched\n"
      "Exit codes:  0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage error, 70 internal error");
  app.set_version_flag("--version", [&app] { return mc::cli::version_text(app.get_name()); });
  app.require_subcommand(1);
}

/// Runs the subcommand that the arguments name. Throws what the subcommand throws.
Exit run(int argc, char** argv) {
  CLI::App app({}, std::filesystem::path(argv[0]).filename().string());
  Exit exit = Exit::holds;
  describe(app);
  mc::cli::add_explore(app, exit);
  mc::cli::add_check(app, exit);
  mc::cli::add_prove(app, exit);
  mc::cli::add_compare(app, exit);
  mc::cli::add_necessity(app, exit);
  mc::cli::add_certify(app, exit);
  mc::cli::add_conform(app, exit);
  mc::cli::add_simulate(app, exit);
  mc::cli::add_graph(app, exit);
  mc::cli::add_export(app, exit);
  mc::cli::add_models(app, exit);
  mc::cli::add_properties(app, exit);
  mc::cli::add_manual(app, exit);
  mc::cli::add_completion(app, exit);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help) {
    app.exit(help);
  } catch (const CLI::ParseError& error) {
    throw mc::UsageError(fmt::format("{}; see mc --help", error.what()));
  }
  mc::base::flush_output();
  return exit;
}

/// One message on standard error; a compiler's complaint of several lines stands as it is.
Exit fail(Exit exit, const std::string& message) {
  std::fflush(stdout);
  const bool complete = message.ends_with('\n');
  fmt::print(stderr, "{}{}{}", complete ? "" : "mc: ", message, complete ? "" : "\n");
  return exit;
}

}  // namespace

int main(int argc, char** argv) {
  Exit exit = Exit::internal;
  try {
    exit = run(argc, argv);
  } catch (const mc::UsageError& error) {
    exit = fail(Exit::usage, error.what());
  } catch (const std::exception& error) {
    exit = fail(Exit::internal, fmt::format("internal error: {}; please report this", error.what()));
  }
  return static_cast<int>(exit);
}
