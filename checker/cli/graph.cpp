// SPDX-License-Identifier: Apache-2.0
// mc graph: the reachable graph as a picture.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "base/number.h"
#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/graphviz.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "codegen/compiled_system.h"
#include "explore/control.h"
#include "explore/state_graph.h"
#include "graph/quotient.h"
#include "graph/write.h"
#include "study/verification.h"
#include "transform/optimise.h"

namespace mc::cli {
namespace {

struct GraphOptions {
  SubjectOptions subject;
  SearchOptions search;
  ReductionOptions reductions;
  PropertyOptions properties;
  std::vector<std::string> shown;
  std::string format = "dot", output;
};

/// More states than a reader, or a program that draws, can take one by one.
constexpr std::uint32_t most_nodes = 100'000;

graph::View view_of(const ir::System& system, const std::vector<std::string>& shown) {
  graph::View view;
  try {
    for (const std::string& text : shown) view.push_back(graph::parse_column(system, text));
  } catch (const trace::ConditionError& error) {
    throw UsageError(fmt::format("--show: {}", error.what()));
  }
  return view;
}

std::string rendered(const GraphOptions& options, const ir::System& system, const graph::Quotient& quotient,
                     const graph::View& view, const study::Subject& subject) {
  if (options.format == "graphml") return graph::graphml(system, quotient, view);
  const std::string dot =
      graph::dot(system, quotient, view, subject.variant.empty() ? subject.model : subject.variant);
  return options.format == "svg" ? svg(dot) : dot;
}

/// "38,011 states and 90,120 transitions as 7 states and 12 transitions".
void say(const graph::Quotient& quotient, const std::string& file) {
  fmt::print("{}: {} and {}, drawn as {} and {}\n", file, base::counted(quotient.states, "state"),
             base::counted(quotient.transitions, "transition"),
             base::counted(quotient.classes.size(), "node"), base::counted(quotient.edges.size(), "edge"));
}

Exit draw(const GraphOptions& options) {
  if (!options.output.empty()) base::check_writable(options.output);
  if (options.format == "svg" && !graphviz_installed()) svg("");  // says so before the work
  ProgressLine progress(true);
  explore::Options search = options.search.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };
  const study::Question question = question_of(options.subject, options.properties, options.reductions);
  const study::Subject subject = subject_of(question);
  ir::System system = load(subject, judged(question, subject));
  const graph::View view = view_of(system, options.shown);
  graph::keep(system, view);
  const transform::Reductions& reductions = question.reductions;
  const ir::System searched = transform::optimised(transform::merged(system, reductions), reductions);
  const codegen::CompiledSystem compiled(searched);
  explore::Control control(search);
  const explore::StateGraph states([&] { return compiled.generator(); }, search, control);
  progress.clear();
  if (control.halted()) {
    fmt::print("INCOMPLETE  {}: nothing is drawn\n", control.reason());
    return Exit::incomplete;
  }
  if (view.empty() && states.states() > most_nodes)
    throw UsageError(fmt::format("{} are too many to draw one by one: group them with --show VARIABLE",
                                 base::counted(states.states(), "state")));
  const graph::Quotient quotient = graph::quotient(searched, states, view);
  const std::string text = rendered(options, searched, quotient, view, subject);
  if (options.output.empty()) {
    fmt::print("{}", text);
  } else {
    base::write_file(options.output, text);
    say(quotient, options.output);
  }
  base::flush_output();
  return Exit::holds;
}

}  // namespace

void add_graph(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<GraphOptions>();
  CLI::App& command = *app.add_subcommand("graph", "Draw the reachable states, or what some variables do");
  options->subject.add_to(command);
  command
      .add_option("--show", options->shown,
                  "Draw states as one that agree on this: VARIABLE, or LABEL=VARIABLE, or\n"
                  "LABEL=VARIABLE OPERATOR VALUE; may be repeated. Without it: state by state")
      ->type_name("WHAT")
      ->allow_extra_args(false);
  options->properties.add_to(command, "Draw where this property breaks");
  command.add_option("--to", options->format, "dot (the default), graphml, or svg if Graphviz is installed")
      ->check(CLI::IsMember({"dot", "graphml", "svg"}).description(""))
      ->type_name("FORMAT");
  command.add_option("-o,--output", options->output, "Write to this file instead of standard output")
      ->type_name("FILE");
  options->search.add_to(command);
  options->reductions.add_to(command);
  command.footer(
      "As in: mc graph --model patched --show 'uptodate=folios[0].uptodate' \\\n"
      "         --show 'mapped=vmas[0].pte[0] != PTE_NONE' --to svg -o patched.svg\n"
      "An edge bears the functions whose statements make the change; a red node is a broken property.\n"
      "Exit code: 0 drawn, 2 a limit was hit and nothing is drawn, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = draw(*options); });
}

}  // namespace mc::cli
