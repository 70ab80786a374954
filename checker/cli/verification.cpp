// SPDX-License-Identifier: Apache-2.0
#include "cli/verification.h"

#include <algorithm>
#include <set>

#include "base/names.h"
#include "cli/exit.h"
#include "codegen/compiled_system.h"
#include "explore/liveness.h"
#include "reduce/stubborn_search.h"
#include "reduce/symmetric_search.h"
#include "reduce/symmetry.h"
#include "smt/judge.h"
#include "trace/explain.h"
#include "trace/trace.h"
#include "transform/optimise.h"
#include "transform/select_properties.h"

namespace mc::cli {
namespace {

bool always_judged(ir::Property::Kind kind) {
  return kind == ir::Property::Kind::built_in || kind == ir::Property::Kind::deadlock ||
         kind == ir::Property::Kind::cover;
}

std::set<ir::PropertyId> ids_of(const ir::System& system, const std::vector<std::string>& names) {
  std::set<ir::PropertyId> ids;
  std::vector<std::string> known;
  std::set<std::string> found;
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const ir::Property& property = system.properties[i];
    const bool named = std::ranges::find(names, property.name) != names.end();
    if (named) found.insert(property.name);
    if (named || always_judged(property.kind)) ids.insert(ir::PropertyId{static_cast<std::uint32_t>(i)});
    if (std::ranges::find(known, property.name) == known.end()) known.push_back(property.name);
  }
  for (const std::string& name : names) {
    if (!found.contains(name)) throw UsageError(base::unknown("property", name, known));
  }
  return ids;
}

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
void judge(const ir::System& system, report::Run& run) {
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
void judge_responses(const ir::System& system, const ir::System& searched, report::Run& run,
                     const explore::LivenessResult& liveness) {
  run.result.verdict = liveness.verdict;
  run.result.reason = liveness.reason;
  if (liveness.verdict == explore::Verdict::incomplete) return;
  run.properties.insert(run.properties.end(), run.unjudged.begin(), run.unjudged.end());
  run.unjudged.clear();
  if (liveness.lasso) run.trace = trace::replay(system, *liveness.lasso, searched);
}

}  // namespace

ir::System load(const Subject& subject) {
  frontend::Loaded loaded = frontend::load(subject.input);
  if (loaded.system) return std::move(*loaded.system);
  std::string complaints;
  for (const frontend::Error& error : loaded.errors) complaints += error.rendered;
  throw UsageError(complaints);
}

ir::System load(const Subject& subject, const std::vector<std::string>& properties) {
  ir::System system = load(subject);
  if (!properties.empty()) transform::select_properties(system, ids_of(system, properties));
  return system;
}

Verification::Verification(Subject subject, const std::vector<std::string>& properties,
                           const transform::Reductions& reductions)
    : subject_(std::move(subject)),
      reductions_(reductions),
      system_(transform::merged(load(subject_, properties), reductions)) {}

report::Run Verification::named(report::Run run) const {
  run.model = subject_.model;
  run.variant = subject_.variant;
  run.commit = subject_.commit;
  return run;
}

report::Run Verification::announcement() const {
  return named(report::gather(system_, {}));
}

ir::System Verification::optimised() const {
  return transform::optimised(system_, reductions_);
}

report::Run Verification::run(const explore::Options& options, bool explained, Orders orders) const {
  const ir::System optimised = this->optimised();
  const codegen::CompiledSystem compiled(optimised);
  const auto make_generator = [&] { return compiled.generator(); };
  const Symmetries found = symmetries(optimised, reductions_);
  const auto search = [&] {
    return orders == Orders::stubborn
               ? reduce::stubborn_search(optimised, found.symmetries, make_generator, options)
               : reduce::symmetric_search(optimised, found.symmetries, make_generator, options);
  };
  report::Run run = named(report::gather(system_, search()));
  for (const ir::Symmetry& symmetry : found.symmetries) run.symmetric.push_back(symmetry.name);
  run.asymmetric = found.objections;
  run.all_orders = orders == Orders::all;
  if (run.result.violation) run.trace = trace::replay(system_, *run.result.violation);
  judge(system_, run);
  if (!run.unjudged.empty() && run.result.verdict == explore::Verdict::holds)
    judge_responses(system_, optimised, run, explore::check_responses(optimised, make_generator, options));
  if (explained && run.trace) trace::explain_needs(system_, *run.trace);
  if (explained && run.result.violation)
    trace::explain_no_return(optimised, make_generator, *run.result.violation, *run.trace);
  return run;
}

}  // namespace mc::cli
