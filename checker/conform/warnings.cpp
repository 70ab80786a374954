// SPDX-License-Identifier: Apache-2.0
#include "conform/warnings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "conform/recording.h"
#include "ir/evaluate.h"
#include "trace/step.h"

namespace mc::conform {

namespace {

std::int64_t position(const std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  return found == names.end() ? -1 : found - names.begin();
}

std::vector<std::string> functions(const ir::System& system, const WarningOccurrence& occurrence) {
  std::vector<std::string> names;
  for (const trace::Frame& frame : trace::call_path(system, occurrence.source))
    names.push_back(frame.function);
  return names;
}

void refuse_unknown(const ir::System& system, const Rules& rules) {
  std::set<std::string> checks;
  for (const ir::Property& property : system.properties)
    if (property.kind == ir::Property::Kind::check) checks.insert(property.name);
  for (const auto* names : {&rules.warnings, &rules.ignored})
    for (const std::string& name : *names)
      if (!checks.contains(name))
        throw InputError(fmt::format("[conform] names '{}', which is no check of the model {}; it has: {}",
                                     name, system.name, fmt::join(checks, ", ")));
}

}  // namespace

Warnings::Warnings(ir::System& system, const Rules& rules) : system_(&system), names_(rules.warnings) {
  refuse_unknown(system, rules);
  for (const std::string& name : names_) shown_.push_back(position(rules.shown, name) >= 0);
  const ir::ExprId always = system.expressions.constant(1);
  for (ir::Formula& formula : system.formulas) {
    const ir::Property& property = system.properties[ir::index(formula.property)];
    const std::int64_t warning = position(names_, property.name);
    const bool mute = property.kind == ir::Property::Kind::check &&
                      (warning >= 0 || position(rules.ignored, property.name) >= 0);
    muted_.push_back({mute ? formula.expression : ir::ExprId::none, warning});
    if (mute) formula.expression = always;
  }
}

std::vector<WarningOccurrence> Warnings::fired(const ir::Outcome& outcome) const {
  std::vector<WarningOccurrence> all;
  const std::vector<ir::Instruction>& code = system_->tasks[outcome.move.task].code;
  std::size_t next = 0;
  for (const std::uint32_t number : outcome.instructions) {
    if (code[number].kind != ir::Instruction::Kind::check) continue;
    const ir::Outcome::Evaluation& evaluation = outcome.evaluations[next++];
    const Muted& muted = muted_[ir::index(system_->observations[ir::index(evaluation.observation)].formula)];
    if (muted.warning < 0 || muted.formula == ir::ExprId::none) continue;
    if (ir::Evaluator(*system_, {.arguments = evaluation.arguments}).value(muted.formula) != 0) continue;
    const auto warning = static_cast<std::uint32_t>(muted.warning);
    if (std::ranges::find(all, warning, &WarningOccurrence::warning) == all.end())
      all.push_back({warning, code[number].source});
  }
  return all;
}

bool Warnings::matches(const WarningOccurrence& occurrence, const std::vector<std::string>& chain) const {
  std::size_t matched = 0;
  for (const std::string& function : functions(*system_, occurrence))
    if (matched < chain.size() && function == chain[matched]) ++matched;
  return matched == chain.size();
}

std::string Warnings::describe(const WarningOccurrence& occurrence) const {
  return fmt::format("{} in {}", names_[occurrence.warning],
                     fmt::join(functions(*system_, occurrence), " <- "));
}

}  // namespace mc::conform
