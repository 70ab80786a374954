// SPDX-License-Identifier: Apache-2.0
#include "study/answer.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/number.h"

namespace mc::study {

namespace {

using Kind = ir::Property::Kind;

/// By PropertyId, whether the system still asks for the property anywhere: one that was not selected is
/// listed without an observation.
std::vector<bool> asked_for(const ir::System& system) {
  std::vector<bool> asked(system.properties.size(), false);
  const auto add = [&](ir::ObservationId id) {
    asked[ir::index(system.formulas[ir::index(system.observations[ir::index(id)].formula)].property)] = true;
  };
  for (const ir::ObservationId id : system.invariants) add(id);
  for (const ir::Task& task : system.tasks)
    for (const ir::Instruction& instruction : task.code)
      if (instruction.kind == ir::Instruction::Kind::check) add(instruction.observation);
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (system.properties[i].kind == Kind::deadlock) asked[i] = true;
  return asked;
}

bool responds(const ir::System& system, ir::PropertyId id) {
  return std::ranges::any_of(system.responses,
                             [id](const ir::Response& each) { return each.property == id; });
}

}  // namespace

Answer gather(const ir::System& system, explore::Result result) {
  Answer run{.model = system.name, .parameters = system.parameters};
  const std::vector<bool> asked = asked_for(system);
  for (std::size_t i = 0; i < system.properties.size(); ++i) {
    const ir::Property& property = system.properties[i];
    if (property.kind == Kind::cover)
      run.covers.push_back({property.name, i < result.covered.size() && result.covered[i]});
    else if (property.kind == Kind::leads_to && responds(system, static_cast<ir::PropertyId>(i)))
      run.unjudged.push_back(property);
    else if (asked[i])
      run.properties.push_back(property);
    else if (property.kind != Kind::built_in)
      ++run.unasked;
  }
  run.result = std::move(result);
  return run;
}

ir::Verdict verdict(const Answer& run) {
  const bool doubtful = run.undecided > 0 && run.result.verdict == ir::Verdict::holds;
  return doubtful ? ir::Verdict::incomplete : run.result.verdict;
}

std::string incomplete_reason(const Answer& run) {
  if (run.result.verdict == ir::Verdict::incomplete) return run.result.reason;
  return fmt::format("Z3 gave no answer within its limit for {}", base::counted(run.undecided, "valuation"));
}

std::vector<std::string> unreached(const Answer& run) {
  std::vector<std::string> names;
  for (const Cover& cover : run.covers)
    if (!cover.reached) names.push_back(cover.name);
  return names;
}

}  // namespace mc::study
