// SPDX-License-Identifier: Apache-2.0
// mc prove: a model's properties proved or refuted by an SMT solver.
#include "prove/prove.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "base/output_file.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "codegen/compiled_system.h"
#include "prove/certificate.h"
#include "prove/describe.h"
#include "prove/step_formula.h"
#include "report/any_text.h"
#include "report/json.h"
#include "report/junit.h"
#include "report/prove_text.h"
#include "report/text.h"
#include "smt/judge.h"
#include "study/any_number.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

using ir::Verdict;
using prove::Method;

const std::map<std::string, Method> methods{{"bmc", Method::bmc},
                                            {"k-induction", Method::k_induction},
                                            {"ic3", Method::ic3},
                                            {"learn", Method::learn}};

struct ProveOptions {
  SubjectOptions subject;
  PropertyOptions properties;
  ReductionOptions reductions;
  std::string any;
  std::vector<std::string> methods;
  prove::Options proof;
  std::string json, junit, certificate;
  bool show_invariant = false, quiet = false;
};

/// The methods named, without repetition; k-induction brings bmc, its base case.
std::vector<Method> chosen_methods(const ProveOptions& options) {
  if (options.methods.empty()) return options.proof.methods;
  std::vector<Method> chosen;
  const auto add = [&](Method each) {
    if (std::ranges::find(chosen, each) == chosen.end()) chosen.push_back(each);
  };
  for (const std::string& name : options.methods) add(methods.at(name));
  const auto has = [&](Method each) { return std::ranges::find(chosen, each) != chosen.end(); };
  if (has(Method::k_induction)) add(Method::bmc);
  if (options.proof.invariant && !has(Method::ic3) && !has(Method::learn))
    throw UsageError("bmc and k-induction give no invariant: choose --method ic3 or --method learn as well");
  return chosen;
}

/// Replays a violation, and has Z3 judge it once more as what the reader is told.
std::optional<trace::Trace> told(const ir::System& merged, const prove::Result& result) {
  if (!result.violation) return std::nullopt;
  trace::Trace trace = trace::replay(merged, *result.violation);
  if (trace.violated != ir::FormulaId::none &&
      smt::Judge(merged).holds(trace.violated, trace.arguments) != false)
    throw InternalError("Z3 does not confirm the violation of " + trace.property);
  return trace;
}

/// `run`, and what was found.
study::Answer finished(study::Answer run, const ir::System& merged, const prove::Result& result) {
  run.result.verdict = result.verdict;
  run.result.reason = result.reason;
  run.result.counts.seconds = result.established.seconds;
  run.trace = told(merged, result);
  if (result.covered) {
    run.result.covered = *result.covered;
    run.covers = study::gather(merged, run.result).covers;
  }
  return run;
}

prove::Result proved(const ir::System& system, const ProveOptions& options, ProgressLine& progress) {
  prove::Options proof = options.proof;
  proof.methods = chosen_methods(options);
  proof.stop = watch_interrupts();
  proof.progress = [&progress](const prove::Progress& now) { progress.show(report::progress_text(now)); };
  if (proof.memory_bytes == 0) proof.memory_bytes = available_memory() / 10 * 9;
  std::optional<codegen::CompiledSystem> compiled;
  if (std::ranges::find(proof.methods, Method::learn) != proof.methods.end()) {
    progress.show("compiling the model");
    compiled.emplace(system);
    proof.make_generator = [&] { return compiled->generator(); };
  }
  try {
    return prove::prove(system, proof);
  } catch (const prove::Unsupported& error) {
    throw UsageError(fmt::format("{}: no formula can be made of it: {}", system.name, error.what()));
  }
}

study::Question question_of(const ProveOptions& options) {
  study::Question question = question_of(options.subject, options.properties, options.reductions);
  question.any = options.any;
  return question;
}

std::string certificate(const study::Question& question, const study::Answer& run, const ir::System& system,
                        const prove::Result& result) {
  const std::string about =
      question.line() + "\n\n" + report::heading(run, {}) + fmt::format("Proved by {}.\n", result.method) +
      "Each of the questions below has to be answered \"unsat\":\n"
      "  z3 FILE    cvc5 --incremental FILE    mc certify FILE (which also compares them with the model)";
  return prove::certificate(system, *result.invariant, about);
}

/// Covers that nobody looked at are left out.
std::string junit_text(study::Answer run, const prove::Result& result) {
  const std::string output = report::proof_text(run, result, {});
  if (!result.covered) run.covers.clear();
  return report::junit(report::cases(run, output));
}

/// A property that was named, and that nothing is going to be said about.
void refuse_responses(const ProveOptions& options, const study::Answer& run) {
  if (run.unjudged.empty()) return;
  const std::string& name = run.unjudged.front().name;
  if (std::ranges::find(options.properties.names, name) != options.properties.names.end())
    throw UsageError(name + " is about endless runs, which only mc explore looks at");
}

/// --any: for every value of a parameter.
Exit prove_family(const ProveOptions& options) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  const study::Question question = question_of(options);
  ProgressLine progress(!options.quiet);
  const auto print = [&](const std::string& text) {
    progress.clear();
    fmt::print("{}", text);
    base::flush_output();
  };
  SearchOptions small;
  small.limits.seconds = options.proof.seconds;
  explore::Options search = small.options();
  search.progress = [&](const explore::Progress& counts) { progress.show(counts); };
  study::AnyWatcher watcher{
      .announced = {}, .explored = {}, .progress = [&](const std::string& text) { progress.show(text); }};
  if (!options.quiet) {
    watcher.announced = [&](const study::Answer& asked) { print(report::heading(asked, style)); };
    watcher.explored = [&](const study::AnyResult& result, const study::ExploredNumber& number) {
      print(report::explored_text(result, number));
    };
  }
  const study::AnyResult result = study::prove_any(question, search, watcher);
  print(report::any_text(result, options.quiet, style));
  if (result.proved && !options.certificate.empty())
    base::write_file(options.certificate,
                     study::certificate(question, result, report::certificate_text(result)));
  if (!options.json.empty()) base::write_file(options.json, report::document(report::any_json(result)));
  if (!options.junit.empty()) base::write_file(options.junit, report::junit(report::any_cases(result)));
  return exit_of(result.run.result.verdict);
}

Exit prove_model(const ProveOptions& options) {
  for (const std::string& file : {options.json, options.junit, options.certificate})
    if (!file.empty()) base::check_writable(file);
  if (!options.any.empty()) return prove_family(options);
  const report::Style style = report::style_of(STDOUT_FILENO);
  ProgressLine progress(!options.quiet);
  progress.show("reading the model");
  const study::Question question = question_of(options);
  const study::Verification verification(question);
  progress.clear();
  refuse_responses(options, verification.announcement());
  if (!options.quiet) {
    fmt::print("{}", report::heading(verification.announcement(), style));
    base::flush_output();
  }
  const ir::System system = verification.optimised();
  const prove::Result result = proved(system, options, progress);
  progress.clear();
  const study::Answer run = finished(verification.announcement(), verification.merged(), result);
  if (run.trace && !options.quiet) fmt::print("{}\n", report::text(*run.trace, style));
  if (result.invariant && options.show_invariant)
    fmt::print("{}\n", prove::describe(system, *result.invariant));
  fmt::print("{}", report::proof_text(run, result, style));
  base::flush_output();
  if (result.invariant && !options.certificate.empty())
    base::write_file(options.certificate, certificate(question, run, system, result));
  if (!options.json.empty())
    base::write_file(options.json, report::document(report::proof_json(run, result)));
  if (!options.junit.empty()) base::write_file(options.junit, junit_text(run, result));
  return exit_of(study::verdict(run));
}

void add_methods(CLI::App& command, ProveOptions& options) {
  command
      .add_option("--method", options.methods,
                  "bmc, k-induction, ic3 or learn; may be repeated. Without it: all of them, side by side")
      ->check(CLI::IsMember(methods).description(""))
      ->type_name("METHOD")
      ->allow_extra_args(false);
  command.add_flag("--simple-path", options.proof.simple_path,
                   "k-induction looks at runs without a repeated state only");
  command.add_option("--limit-steps", options.proof.steps, "Look at no longer runs, and no larger k")
      ->type_name("N");
  add_time_limit(command, options.proof.seconds);
  add_memory_limit(command, options.proof.memory_bytes);
}

}  // namespace

void add_prove(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App& command = *app.add_subcommand("prove", "Prove or refute a model's properties by an SMT solver");
  options->subject.add_to(command);
  options->properties.add_to(command, "Judge only this property");
  options->reductions.add_to(command);
  command
      .add_option("--any", options->any,
                  "For any number of these, not only one: the parameter of the model that counts them.\n"
                  "By view abstraction; --method is not looked at")
      ->type_name("PARAMETER");
  add_methods(command, *options);
  command.add_flag("--show-invariant", options->show_invariant, "Print the inductive invariant of a proof")
      ->excludes("--any");
  command
      .add_option("--certificate", options->certificate,
                  "Write the proof as SMT-LIB 2, for `mc certify` and other solvers")
      ->type_name("FILE");
  command.add_option("--json", options->json, "Write the result as JSON, too")->type_name("FILE");
  command.add_option("--junit", options->junit, "Write the verdict of each property as JUnit XML, too")
      ->type_name("FILE");
  command.add_flag("--quiet", options->quiet, "Print the verdict only");
  command.footer(
      "bmc: runs of 0, 1, 2, … steps. k-induction: no violation behind k good steps. ic3: an invariant, "
      "clause by\n"
      "clause. learn: an invariant learnt from all states that a search sees (--limit-memory is for these).\n"
      "Each takes a thread; the first answer counts.\n"
      "Exit code: 0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage, 70 internal error.");
  command.callback([options, &exit] {
    options->proof.invariant = options->show_invariant || !options->certificate.empty();
    exit = prove_model(*options);
  });
}

}  // namespace mc::cli
