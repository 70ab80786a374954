// SPDX-License-Identifier: Apache-2.0
// mc certify: is a certificate what it claims to be?
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <thread>

#include "base/number.h"
#include "base/output_file.h"
#include "certify/certificate.h"
#include "certify/closure.h"
#include "certify/describe.h"
#include "cli/certify_invariant.h"
#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "ir/digest.h"
#include "prove/certificate.h"
#include "report/style.h"
#include "report/table.h"
#include "report/text.h"
#include "study/certificate.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

struct CertifyOptions {
  std::string file;
  RegistryOptions registry;
  SearchOptions search;
};

std::string contents(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  std::error_code error;
  if (std::filesystem::is_directory(file, error) || !stream || !(text << stream.rdbuf()))
    throw UsageError(fmt::format("{}: cannot be read; name a file that --certificate has written", file));
  return std::move(text).str();
}

Exit rejected(const std::string& why) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  fmt::print("{}  {}\n", report::painted("REJECTED", report::Paint::bad, style), why);
  base::flush_output();
  return Exit::violated;
}

/// What is claimed, and of which system.
void print_heading(const certify::Certificate& certificate, const study::Subject& subject,
                   const ir::System& system) {
  study::Answer run = study::gather(system, {});
  run.model = subject.model;
  run.variant = subject.variant;
  run.commit = subject.commit;
  fmt::print("{}", report::heading(run, report::style_of(STDOUT_FILENO)));
  fmt::print("Claimed: {} hold all that can be reached, and none breaks a property.\n\n",
             base::counted(certificate.states.size(), "state"));
  base::flush_output();
}

Exit report_result(const ir::System& system, const certify::StateSet& set, const certify::Result& result,
                   double seconds, unsigned threads) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  if (result.flaw) return rejected(certify::describe(system, *result.flaw));
  const std::string cost = fmt::format("{} on {}", base::duration(seconds), base::counted(threads, "thread"));
  if (!result.finished) {
    fmt::print("{}", report::paragraph(
                         fmt::format("INCOMPLETE  stopped after {} of {} states, in {}: nothing is confirmed",
                                     base::thousands(result.states), base::thousands(set.size()), cost),
                         style));
    base::flush_output();
    return Exit::incomplete;
  }
  const std::string line = fmt::format(
      "CONFIRMED  the initial state is in the set, its {} lead into it, and no state breaks a property",
      base::counted(result.steps, "step"));
  fmt::print("{}", report::paragraph(line, style));
  const std::string means = fmt::format(
      "By the reference interpreter, in {}. Taken on trust: the reading of the C, and the interpreter", cost);
  fmt::print("{}", report::paragraph(means, style, 2, report::Paint::faint));
  for (const ir::Response& response : system.responses)
    fmt::print("{}", report::paragraph(fmt::format("Not confirmed: {}, as it is about endless runs",
                                                   system.properties[ir::index(response.property)].name),
                                       style, 2, report::Paint::doubtful));
  base::flush_output();
  return Exit::holds;
}

/// Re-checks the reachable set of an exhaustive run on what the frontend makes of the C as it is now.
Exit certify_reachable_set(const std::string& bytes, const CertifyOptions& options) try {
  const certify::Certificate certificate = certify::read(bytes);
  const study::Subject subject =
      subject_of(study::question_of(certificate.claim, options.registry.directory));
  const ir::System system = study::certifiable(subject, certificate.claim.properties);
  print_heading(certificate, subject, system);
  if (ir::digest(system) != certificate.claim.system)
    return rejected("made of another model: its C, its variant or its bounds differ from what is there now");
  ProgressLine progress(true);
  certify::Options check{.threads = options.search.threads, .seconds = options.search.limits.seconds};
  if (check.threads == 0) check.threads = std::max(1u, std::thread::hardware_concurrency());
  check.stop = watch_interrupts();
  check.progress = [&](std::uint64_t states) {
    progress.show(fmt::format("{} of {} states looked at", base::thousands(states),
                              base::thousands(certificate.states.size())));
  };
  const auto start = std::chrono::steady_clock::now();
  const certify::Result result = certify::check(system, certificate.states, check);
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - start;
  progress.clear();
  return report_result(system, certificate.states, result, passed.count(), check.threads);
} catch (const certify::Damaged& damage) {
  return rejected(fmt::format("{}: {}", options.file, damage.what()));
}

/// One function for each kind of certificate, told by how the file begins.
Exit certify_file(const CertifyOptions& options) {
  const std::string bytes = contents(options.file);
  if (certify::is_certificate(bytes)) return certify_reachable_set(bytes, options);
  if (prove::is_certificate(bytes))
    return certify_invariant(options.file, bytes, options.registry.directory, options.search.options());
  return rejected(fmt::format("{}: no certificate; `--certificate FILE` writes one", options.file));
}

}  // namespace

void add_certify(CLI::App& app, Exit& exit) {
  auto options = std::make_shared<CertifyOptions>();
  CLI::App& command = *app.add_subcommand("certify", "Check what --certificate has written, by other means");
  command.add_option("FILE", options->file, "The certificate")->required()->type_name(" ");
  options->registry.add_to(command);
  add_time_limit(command, options->search.limits.seconds);
  add_threads(command, options->search.threads);
  command.footer(
      "The states that `mc explore --certificate` wrote are looked at one by one: the reference interpreter\n"
      "takes every step from each, and none may leave the set or break a property. States that cannot be\n"
      "reached do no harm, and are not found out.\n"
      "The questions that `mc prove --certificate` wrote are put to the SMT solvers that are installed, z3 "
      "and\n"
      "cvc5, and compared with those that a proof about the model has to answer. Of a proof for any number\n"
      "(--any) the source is surveyed once more, and the numbers that no question is about are explored.\n"
      "Exit code: 0 confirmed, 1 rejected, 2 not finished, 64 usage, 70 internal error.");
  command.callback([options, &exit] { exit = certify_file(*options); });
}

}  // namespace mc::cli
