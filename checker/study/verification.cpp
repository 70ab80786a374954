// SPDX-License-Identifier: Apache-2.0
#include "study/verification.h"

#include "base/errors.h"
#include "codegen/compiled_system.h"
#include "explore/liveness.h"
#include "reduce/stubborn_search.h"
#include "reduce/symmetric_search.h"
#include "reduce/symmetry.h"
#include "smt/judge.h"
#include "trace/explain.h"
#include "trace/trace.h"
#include "transform/optimise.h"

namespace mc::study {
namespace {

struct Symmetries {
  std::vector<ir::Symmetry> symmetries;
  std::vector<std::string> objections;  ///< "PROCESSES: what tells them apart"
};

Symmetries symmetries(const ir::System& system, const transform::Reductions& reductions) {
  Symmetries result;
  if (!reductions.symmetry) return result;
  for (const std::string& name : system.symmetric) {
    reduce::SymmetryFinding finding = reduce::find_symmetry(system, name);
    if (finding.symmetry) result.symmetries.push_back(std::move(*finding.symmetry));
    if (!finding.objection.empty()) result.objections.push_back(name + ": " + finding.objection);
  }
  return result;
}

/// Has Z3 judge the valuations that the search met, and the violated one if there is one.
void judge(const ir::System& system, Answer& run) {
  std::optional<smt::Valuation> violated;
  if (run.trace && run.trace->violated != ir::FormulaId::none) {
    violated = smt::Valuation{.formula = run.trace->violated, .arguments = run.trace->arguments};
  }
  const smt::Judgement judgement = smt::judge(system, run.result.valuations, violated);
  if (!judgement.disagreements.empty()) {
    throw InternalError(smt::describe(system, judgement.disagreements.front()));
  }
  run.asked = judgement.asked;
  run.undecided = judgement.undecided.size();
}

/// Adds what the endless runs of a system say, all of whose states are known to be good.
void judge_responses(const ir::System& system, const ir::System& searched, Answer& run,
                     const explore::LivenessResult& liveness) {
  run.result.verdict = liveness.verdict;
  run.result.reason = liveness.reason;
  if (liveness.verdict == ir::Verdict::incomplete) return;
  run.properties.insert(run.properties.end(), run.unjudged.begin(), run.unjudged.end());
  run.unjudged.clear();
  if (liveness.lasso) run.trace = trace::replay(system, *liveness.lasso, searched);
}

}  // namespace

Verification::Verification(Subject subject, const std::vector<std::string>& properties,
                           const transform::Reductions& reductions)
    : subject_(std::move(subject)),
      reductions_(reductions),
      system_(transform::merged(load(subject_, properties), reductions)) {}

Verification::Verification(const Question& question) : Verification(subject_of(question), question) {}

Verification::Verification(const Subject& subject, const Question& question)
    : Verification(subject, judged(question, subject), question.reductions) {}

Answer Verification::named(Answer run) const {
  run.model = subject_.model;
  run.variant = subject_.variant;
  run.commit = subject_.commit;
  return run;
}

Answer Verification::announcement() const {
  return named(gather(system_, {}));
}

ir::System Verification::optimised() const {
  return transform::optimised(system_, reductions_);
}

Answer Verification::run(const explore::Options& options, bool explained, Orders orders) const {
  const ir::System optimised = this->optimised();
  const codegen::CompiledSystem compiled(optimised);
  const auto make_generator = [&] { return compiled.generator(); };
  const Symmetries found = symmetries(optimised, reductions_);
  const auto search = [&] {
    return orders == Orders::stubborn
               ? reduce::stubborn_search(optimised, found.symmetries, make_generator, options)
               : reduce::symmetric_search(optimised, found.symmetries, make_generator, options);
  };
  Answer run = named(gather(system_, search()));
  for (const ir::Symmetry& symmetry : found.symmetries) run.symmetric.push_back(symmetry.name);
  run.asymmetric = found.objections;
  run.all_orders = orders == Orders::all;
  if (run.result.violation) run.trace = trace::replay(system_, *run.result.violation);
  judge(system_, run);
  if (!run.unjudged.empty() && run.result.verdict == ir::Verdict::holds)
    judge_responses(system_, optimised, run, explore::check_responses(optimised, make_generator, options));
  if (explained && run.trace) trace::explain_needs(system_, *run.trace);
  if (explained && run.result.violation)
    trace::explain_no_return(optimised, make_generator, *run.result.violation, *run.trace);
  return run;
}

}  // namespace mc::study
