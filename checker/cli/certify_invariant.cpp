#include "cli/certify_invariant.h"

#include <fmt/format.h>
#include <unistd.h>

#include "cli/output_file.h"
#include "cli/prove_subject.h"
#include "cli/verification.h"
#include "prove/certificate.h"
#include "prove/solvers.h"
#include "report/number.h"
#include "report/table.h"
#include "report/text.h"

namespace mc::cli {
namespace {

using report::Paint;

Exit rejected(const std::string& why, const report::Style& style) {
  fmt::print("{}  {}\n", report::painted("REJECTED", Paint::bad, style), why);
  flush_output();
  return Exit::violated;
}

/// Why the file's questions are not about the model that it names; empty if they are.
std::string difference(const ProofSubject& claim, const std::string& text, const report::Style& style) {
  const Subject subject = claim.subject.subject();
  const Verification verification(subject, claim.properties.judged(subject), claim.reductions.reductions);
  fmt::print("{}", report::heading(verification.announcement(), style));
  flush_output();
  return prove::difference(verification.optimised(), text);
}

std::string said(const prove::SolverVerdict& verdict) {
  if (!verdict.installed) return fmt::format("{:<5} is not installed", verdict.solver);
  if (verdict.agrees)
    return fmt::format("{:<5} agrees: {}, all unsat, in {}", verdict.solver,
                       report::counted(verdict.answers, "answer"), report::duration(verdict.seconds));
  return fmt::format("{:<5} does not: after {} unsat it says \"{}\"", verdict.solver, verdict.answers,
                     verdict.objection);
}

}  // namespace

Exit certify_invariant(const std::string& file, const std::string& text, const std::string& models) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  auto claim = ProofSubject::parse(text);
  if (claim) {
    claim->subject.registry.directory = models;
    const std::string why = difference(*claim, text, style);
    if (!why.empty()) return rejected("made of another model, or changed since: " + why, style);
  }
  std::size_t agree = 0, installed = 0;
  for (const prove::SolverVerdict& verdict : prove::check_smt_certificate(file)) {
    fmt::print("{}\n", said(verdict));
    flush_output();
    installed += verdict.installed;
    agree += verdict.agrees;
  }
  if (installed == 0) throw UsageError("no SMT solver is installed: install the package cvc5 or z3");
  if (agree < installed) return rejected("the questions are not all answered \"unsat\"", style);
  fmt::print("{}  the invariant holds at first, every step keeps it, and it excludes every violation\n",
             report::painted("CONFIRMED", Paint::good, style));
  if (!claim)
    fmt::print("{}",
               report::paragraph("Only the file's own questions: it names no model to compare them with",
                                 style, 2, Paint::doubtful));
  flush_output();
  return Exit::holds;
}

}  // namespace mc::cli
