// mc prove: a model's properties proved or refuted by an SMT solver.
#include "prove/prove.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <memory>

#include "cli/any.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/verification.h"
#include "codegen/compiled_system.h"
#include "prove/step_formula.h"
#include "report/number.h"
#include "report/table.h"
#include "report/text.h"
#include "smt/judge.h"

namespace mc::cli {
namespace {

using explore::Verdict;
using report::Paint;

const std::map<std::string, prove::Method> methods{{"bmc", prove::Method::bmc},
                                                   {"k-induction", prove::Method::k_induction},
                                                   {"ic3", prove::Method::ic3},
                                                   {"learn", prove::Method::learn}};

struct ProveOptions {
  SubjectOptions subject;
  ReductionOptions reductions;
  std::vector<std::string> properties, methods;
  prove::Options proof;
  std::string any, any_certificate;
  bool quiet = false;
};

/// As `mc explore` has it: what the user named, else what the model is about. Empty: everything.
std::vector<std::string> judged(const ProveOptions& options, const Subject& subject) {
  if (std::ranges::find(options.properties, "all") != options.properties.end()) return {};
  return options.properties.empty() ? subject.judge : options.properties;
}

std::string progress_text(const prove::Progress& now) {
  std::string text = report::duration(now.seconds);
  if (now.excluded) text += fmt::format("  no violation within {}", report::counted(*now.excluded, "step"));
  if (now.induction > 0) text += fmt::format("  k = {}", now.induction);
  if (now.frames > 0)
    text += fmt::format("  IC3: {}, {}", report::counted(now.frames, "frame"),
                        report::counted(now.clauses, "clause"));
  if (now.states > 0)
    text += fmt::format("  learnt: {} from {}", report::counted(now.learnt, "clause"),
                        report::counted(now.states, "state"));
  return text;
}

prove::Options proof_options(const ProveOptions& options, ProgressLine& progress) {
  prove::Options proof = options.proof;
  if (!options.methods.empty()) proof.methods.clear();
  for (const std::string& name : options.methods) {
    const prove::Method method = methods.at(name);
    if (std::ranges::find(proof.methods, method) == proof.methods.end()) proof.methods.push_back(method);
  }
  const auto has = [&](prove::Method each) {
    return std::ranges::find(proof.methods, each) != proof.methods.end();
  };
  if (has(prove::Method::k_induction) && !has(prove::Method::bmc))
    proof.methods.push_back(prove::Method::bmc);  // its base case
  proof.stop = watch_interrupts();
  proof.progress = [&progress](const prove::Progress& now) { progress.show(progress_text(now)); };
  return proof;
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

Paint paint_of(Verdict verdict) {
  return verdict == Verdict::holds      ? Paint::good
         : verdict == Verdict::violated ? Paint::bad
                                        : Paint::doubtful;
}

std::string established_text(const prove::Progress& established) {
  if (!established.excluded) return "no run was excluded";
  return fmt::format("no run of up to {} is a violation", report::counted(*established.excluded, "step"));
}

std::string outcome_text(const prove::Result& result, const std::optional<trace::Trace>& trace) {
  switch (result.verdict) {
    case Verdict::holds: {
      const std::string size = result.invariant
                                   ? fmt::format(", an invariant of {}, which Z3 confirmed by itself",
                                                 report::counted(result.invariant->size(), "clause"))
                                   : "";
      return fmt::format("proved by {}{}", result.method, size);
    }
    case Verdict::violated: {
      const std::string longer = result.reason.empty()
                                     ? ""
                                     : fmt::format("; {}: a shorter run may exist, {}", result.reason,
                                                   established_text(result.established));
      return fmt::format("{}, after {}; {}{}", trace->property, report::counted(trace->steps.size(), "step"),
                         result.method, longer);
    }
    case Verdict::incomplete: break;
  }
  return fmt::format("{}: nothing is proved; {}", result.reason, established_text(result.established));
}

std::string verdict_text(const report::Run& run, const prove::Result& result,
                         const std::optional<trace::Trace>& trace, const report::Style& style) {
  const std::string word = report::to_string(result.verdict);
  const std::string line = report::paragraph(word + "  " + outcome_text(result, trace), style);
  std::string out = report::painted(word, paint_of(result.verdict), style) + line.substr(word.size());
  for (const ir::Property& each : run.unjudged)
    out +=
        report::paragraph("Not judged, as it is about endless runs: " + each.name, style, 2, Paint::doubtful);
  if (result.verdict == Verdict::holds && !run.covers.empty())
    out += report::paragraph("Covers are not looked at: mc explore tells whether they are reached", style, 2,
                             Paint::faint);
  out += report::paragraph("Assumes sequential consistency: every task sees all stores in one order", style,
                           2, Paint::faint);
  return out + report::paragraph(report::duration(result.established.seconds), style, 2, Paint::faint);
}

/// --any: for every value of a parameter.
Exit prove_family(const ProveOptions& options) {
  Subject subject = options.subject.subject();
  const std::vector<std::string> properties = judged(options, subject);
  return prove_any({.subject = std::move(subject),
                    .properties = properties,
                    .reductions = options.reductions.reductions,
                    .parameter = options.any,
                    .seconds = options.proof.seconds,
                    .certificate = options.any_certificate,
                    .quiet = options.quiet});
}

Exit prove_model(const ProveOptions& options) {
  if (!options.any.empty()) return prove_family(options);
  const report::Style style = report::style_of(STDOUT_FILENO);
  ProgressLine progress(!options.quiet);
  progress.show("reading the model");
  const Subject subject = options.subject.subject();
  const Verification verification(subject, judged(options, subject), options.reductions.reductions);
  const report::Run run = verification.announcement();
  progress.clear();
  if (!options.quiet) {
    fmt::print("{}", report::heading(run, style));
    flush_output();
  }
  prove::Result result;
  try {
    const ir::System system = verification.optimised();
    prove::Options proof = proof_options(options, progress);
    proof.memory_bytes = available_memory() / 10 * 9;
    std::optional<codegen::CompiledSystem> compiled;
    if (std::ranges::find(proof.methods, prove::Method::learn) != proof.methods.end()) {
      progress.show("compiling the model");
      compiled.emplace(system);
      proof.make_generator = [&] { return compiled->generator(); };
    }
    result = prove::prove(system, proof);
  } catch (const prove::Unsupported& error) {
    throw UsageError(fmt::format("{}: no formula can be made of it: {}", subject.model, error.what()));
  }
  progress.clear();
  const std::optional<trace::Trace> trace = told(verification.merged(), result);
  if (trace && !options.quiet) fmt::print("{}\n", report::text(*trace, style));
  fmt::print("{}", verdict_text(run, result, trace, style));
  flush_output();
  return exit_of(result.verdict);
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
  const std::map<std::string, double> seconds{{"s", 1}, {"m", 60}, {"h", 3600}};
  command.add_option("--limit-time", options.proof.seconds, "Stop after this time: 30s, 5m, 2h")
      ->transform(CLI::AsNumberWithUnit(seconds).description(""))
      ->check(CLI::PositiveNumber.description(""))
      ->type_name("TIME");
}

}  // namespace

void add_prove(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<ProveOptions>();
  CLI::App& command = *app.add_subcommand("prove", "Prove or refute a model's properties by an SMT solver");
  options->subject.add_to(command);
  command
      .add_option("--property", options->properties,
                  "Judge only this property; may be repeated; `all` for every one. Without it: what\n"
                  "`mc explore` judges")
      ->type_name("NAME")
      ->allow_extra_args(false);
  add_methods(command, *options);
  command
      .add_option("--any", options->any,
                  "For any number of these, not only one: the parameter of the model that counts them.\n"
                  "By view abstraction; --method is not looked at")
      ->type_name("PARAMETER");
  command
      .add_option("--any-certificate", options->any_certificate,
                  "With --any: write the proof for solvers, as SMT-LIB 2")
      ->type_name("FILE")
      ->needs("--any");
  options->reductions.add_to(command);
  command.add_flag("--quiet", options->quiet, "Print the verdict only");
  command.footer("Exit code: 0 HOLDS, 1 VIOLATED, 2 INCOMPLETE, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = prove_model(*options); });
}

}  // namespace mc::cli
