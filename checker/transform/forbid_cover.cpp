// SPDX-License-Identifier: Apache-2.0
#include "transform/forbid_cover.h"

#include <algorithm>

#include "transform/select_properties.h"

namespace mc::transform {

using namespace ir;

System forbid_cover(const System& system, PropertyId cover) {
  System result = system;
  select_properties(result, {cover});
  const auto of_cover = [&](ObservationId id) {
    return result.formulas[index(result.observations[index(id)].formula)].property == cover;
  };
  Property& property = result.properties[index(cover)];
  property.kind =
      std::ranges::any_of(result.covers, of_cover) ? Property::Kind::invariant : Property::Kind::check;
  for (Formula& formula : result.formulas)
    if (formula.property == cover) formula.expression = result.expressions.logical_not(formula.expression);
  std::ranges::copy_if(result.covers, std::back_inserter(result.invariants), of_cover);
  std::erase_if(result.covers, of_cover);
  for (Task& task : result.tasks)
    for (Instruction& instruction : task.code)
      if (instruction.kind == Instruction::Kind::cover && of_cover(instruction.observation))
        instruction.kind = Instruction::Kind::check;
  return result;
}

}  // namespace mc::transform
