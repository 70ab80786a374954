// SPDX-License-Identifier: Apache-2.0
// mc simulate: a walk through a model by hand.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iostream>
#include <memory>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/options.h"
#include "cli/session.h"
#include "report/text.h"
#include "study/verification.h"
#include "trace/condition.h"

namespace mc::cli {
namespace {

struct SimulateOptions {
  SubjectOptions subject;
  ReductionOptions reductions;
  PropertyOptions properties;
  std::string load;
  std::uint64_t seed = 1;
  std::size_t search_limit = 100'000;
  bool statements = false;
};

Stage stage_of(const SimulateOptions& options) {
  const study::Question question = question_of(options.subject, options.properties, options.reductions);
  const study::Subject subject = subject_of(question);
  const study::Verification verification(question);
  return {.about = verification.announcement(),
          .system = options.statements ? load(subject, judged(question, subject)) : verification.merged(),
          .merged = verification.merged()};
}

void print(const std::string& text) {
  fmt::print("{}", text);
  base::flush_output();
}

/// What somebody at a terminal did wrong is told, and the walk goes on; in a pipe it ends it.
void perform(Session& session, const std::string& line, std::size_t number, bool terminal) {
  const auto complain = [&](const std::string& message) {
    if (!terminal) throw UsageError(fmt::format("line {}: {}", number, message));
    print(message + '\n');
  };
  try {
    print(session.perform(line));
  } catch (const UsageError& error) {
    complain(error.what());
  } catch (const trace::ConditionError& error) {
    complain(error.what());
  }
}

Exit simulate(const SimulateOptions& options) {
  const bool terminal = isatty(STDIN_FILENO) != 0;
  const report::Style style = report::style_of(STDOUT_FILENO);
  const Stage stage = stage_of(options);
  Session session(stage, options.seed, options.search_limit, style);
  print(report::heading(stage.about, style));
  if (!options.load.empty()) print(session.perform("load " + options.load));
  print(session.listing());
  std::size_t number = 0;
  for (std::string line; !session.over(); perform(session, line, number, terminal)) {
    if (terminal) print("mc> ");
    if (!std::getline(std::cin, line)) break;
    ++number;
    if (!terminal) print(fmt::format("> {}\n", line));
  }
  return session.violated() ? Exit::violated : Exit::holds;
}

}  // namespace

void add_simulate(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<SimulateOptions>();
  CLI::App& command =
      *app.add_subcommand("simulate", "Walk through a model by hand, or by a script in a pipe");
  options->subject.add_to(command);
  options->properties.add_to(command, "Look at this property only");
  options->reductions.add_to(command);
  command.add_flag("--statements", options->statements,
                   "Take one statement a step, not those together that make no difference to others");
  command.add_option("--load", options->load, "Begin with the steps of this file")->type_name("FILE");
  command.add_option("--seed", options->seed, "Of random steps: the same seed, the same steps")
      ->type_name("N");
  command.add_option("--search-limit", options->search_limit, "`until` looks at so many states at most")
      ->type_name("N");
  command.footer(
      "Type `help` for the commands: a number takes a step; undo, random, until, state, trace, save, load.\n"
      "Exit code: 0, or 1 if the walk ends where a property is violated; 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = simulate(*options); });
}

}  // namespace mc::cli
