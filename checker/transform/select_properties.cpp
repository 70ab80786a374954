// SPDX-License-Identifier: Apache-2.0
#include "transform/select_properties.h"

#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

void select_properties(System& system, const std::set<PropertyId>& wanted) {
  const auto unwanted = [&](PropertyId id) {
    const Property::Kind kind = system.properties[index(id)].kind;
    return (kind == Property::Kind::check || kind == Property::Kind::invariant ||
            kind == Property::Kind::leads_to) &&
           !wanted.contains(id);
  };
  const auto observes_unwanted = [&](ObservationId id) {
    return unwanted(system.formulas[index(system.observations[index(id)].formula)].property);
  };
  std::erase_if(system.invariants, observes_unwanted);
  std::erase_if(system.responses, [&](const Response& response) { return unwanted(response.property); });
  for (Task& task : system.tasks)
    for (std::uint32_t i = 0; i < task.code.size(); ++i) {
      const Instruction& instruction = task.code[i];
      if (instruction.kind == Instruction::Kind::check && observes_unwanted(instruction.observation))
        drop_check(task, i);
    }
}

}  // namespace mc::transform
