// SPDX-License-Identifier: Apache-2.0
#include "cli/certify_invariant.h"

#include <fmt/format.h>
#include <unistd.h>

#include "base/number.h"
#include "base/output_file.h"
#include "parameterized/certificate.h"
#include "parameterized/proof.h"
#include "parameterized/shape.h"
#include "prove/certificate.h"
#include "prove/solvers.h"
#include "report/table.h"
#include "report/text.h"
#include "study/members.h"
#include "study/question.h"
#include "study/verification.h"

namespace mc::cli {
namespace {

using report::Paint;

Exit rejected(const std::string& why, const report::Style& style) {
  fmt::print("{}  {}\n", report::painted("REJECTED", Paint::bad, style), why);
  base::flush_output();
  return Exit::violated;
}

/// Why the file's questions are not about the model that it names; empty if they are.
std::string difference(const study::Question& claim, const std::string& text, const report::Style& style) {
  const study::Verification verification(claim);
  fmt::print("{}", report::heading(verification.announcement(), style));
  base::flush_output();
  return prove::difference(verification.optimised(), text);
}

std::string said(const prove::SolverVerdict& verdict) {
  if (!verdict.installed) return fmt::format("{:<5} is not installed", verdict.solver);
  if (verdict.agrees)
    return fmt::format("{:<5} agrees: {}, all unsat, in {}", verdict.solver,
                       base::counted(verdict.answers, "answer"), base::duration(verdict.seconds));
  return fmt::format("{:<5} does not: after {} unsat it says \"{}\"", verdict.solver, verdict.answers,
                     verdict.objection);
}

/// A proof for any number, and the members that it is about.
struct AnyClaim {
  ir::Value size = 0;      ///< M of parameterized/views.h
  std::string difference;  ///< as difference() above
};

/// What a proof by `k` at a time has to be about, by a survey of the source as it is now.
AnyClaim any_claim(const study::Members& members, unsigned k, const std::string& text) try {
  const frontend::LoadedFamily loaded = members.family();
  if (!loaded.family) return {0, "it does not treat all alike\n" + loaded.errors.front().rendered};
  const ir::ModelParameter& parameter = members.parameter();
  if (k < 1 || k >= parameter.most)
    return {0, fmt::format("{} at a time is no number that a proof about {} looks at", k, parameter.name)};
  const ir::Value size = parameterized::size_needed(*loaded.family, k);
  if (size > parameter.most)
    return {0,
            fmt::format("it needs {}, and the MC_PARAM goes to {} only", members.name(size), parameter.most)};
  return {size, parameterized::difference(members.system(size), *loaded.family, k, text)};
} catch (const parameterized::Unsuitable& reason) {
  return {0, reason.what()};
}

/// Whether all solvers that are installed answer all questions. Throws UsageError if none is.
bool solvers_agree(const std::string& file) {
  std::size_t agree = 0, installed = 0;
  for (const prove::SolverVerdict& verdict : prove::check_smt_certificate(file)) {
    fmt::print("{}\n", said(verdict));
    base::flush_output();
    installed += verdict.installed;
    agree += verdict.agrees;
  }
  if (installed == 0) throw UsageError("no SMT solver is installed: install the package cvc5 or z3");
  return agree == installed;
}

Exit confirmed(const std::string& text, const std::vector<std::string>& remarks, const report::Style& style) {
  const std::string word = "CONFIRMED", line = report::paragraph(word + "  " + text, style);
  fmt::print("{}{}", report::painted(word, Paint::good, style), line.substr(word.size()));
  for (const std::string& each : remarks) fmt::print("{}", report::paragraph(each, style, 2, Paint::faint));
  base::flush_output();
  return Exit::holds;
}

Exit incomplete(const std::string& why, const report::Style& style) {
  const std::string word = "INCOMPLETE", line = report::paragraph(word + "  " + why, style);
  fmt::print("{}{}", report::painted(word, Paint::doubtful, style), line.substr(word.size()));
  base::flush_output();
  return Exit::incomplete;
}

constexpr const char* unsaid = "the questions are not all answered \"unsat\"";
constexpr const char* another = "made of another model, or changed since: ";
constexpr const char* trusted =
    "Taken on trust: the reading of the C, what was left out of it, and the formulas that were made of it";

/// Of a proof for one number of everything.
Exit certify_one(const study::Question& claim, const std::string& file, const std::string& text,
                 const report::Style& style) {
  const std::string why = difference(claim, text, style);
  if (!why.empty()) return rejected(another + why, style);
  if (!solvers_agree(file)) return rejected(unsaid, style);
  return confirmed("the invariant holds at first, every step keeps it, and it excludes every violation",
                   {trusted}, style);
}

/// Of a proof for any number: also explores the numbers that no question is about.
Exit certify_any(const study::Question& claim, const std::string& file, const std::string& text,
                 const explore::Options& search, const report::Style& style) {
  const study::Members members(claim);
  fmt::print("{}", report::heading(members.announcement(), style));
  base::flush_output();
  const AnyClaim any = any_claim(members, claim.views, text);
  if (!any.difference.empty()) return rejected(another + any.difference, style);
  for (const ir::Value number : members.below(any.size)) {
    const study::Answer run = members.member(number).run(search);
    const std::string name = members.name(number);
    if (study::verdict(run) == ir::Verdict::incomplete)
      return incomplete(fmt::format("{}: {}", name, study::incomplete_reason(run)), style);
    if (run.trace) return rejected(fmt::format("{}: {} is violated", name, run.trace->property), style);
    fmt::print("{}  holds, {}\n", name, base::counted(run.result.counts.states, "state"));
    base::flush_output();
  }
  if (!solvers_agree(file)) return rejected(unsaid, style);
  return confirmed(
      fmt::format(
          "for any number {0}: the invariant about any {1} holds at first, every step of {2} keeps it, "
          "and it excludes every violation; fewer than {2} were explored again",
          members.parameter().name, claim.views, any.size),
      {fmt::format(
           "{}; and the survey of the source, made again: a step of more than {} is a step of {} for the "
           "copies that it concerns",
           trusted, any.size, any.size),
       fmt::format("Not confirmed for {} and more: deadlock, endless runs", any.size)},
      style);
}

}  // namespace

Exit certify_invariant(const std::string& file, const std::string& text, const std::string& models,
                       const explore::Options& search) {
  const report::Style style = report::style_of(STDOUT_FILENO);
  auto claim = study::Question::parse(text);
  if (claim) {
    claim->models = models;
    return claim->any.empty() ? certify_one(*claim, file, text, style)
                              : certify_any(*claim, file, text, search, style);
  }
  if (!solvers_agree(file)) return rejected(unsaid, style);
  return incomplete("the solvers agree, but the file names no model to compare its questions with", style);
}

}  // namespace mc::cli
