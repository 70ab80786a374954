// SPDX-License-Identifier: Apache-2.0
#include "transform/narrow.h"

#include <algorithm>

#include "ir/dependencies.h"
#include "transform/ranges.h"
#include "transform/rewrite.h"

namespace mc::transform {

using namespace ir;

namespace {

void shrink(Type& type, Interval range) {
  type.least = range.least;
  type.most = range.most;
}

void shrink(Slot& slot, Interval range) {
  shrink(slot.type, range);
  slot.initial = std::clamp(slot.initial, range.least, range.most);
}

void drop_idle_checks(System& system, const Ranges& ranges) {
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (std::uint32_t i = 0; i < system.tasks[task].code.size(); ++i) {
      const Instruction& instruction = system.tasks[task].code[i];
      if (instruction.kind != Instruction::Kind::check) continue;
      if (system.property_of(instruction.observation).kind != Property::Kind::built_in) continue;
      if (!ranges.always_holds(task, instruction.observation)) continue;
      drop_check(system.tasks[task], i);
    }
}

Rewriter rewriter(System& system, const Ranges& ranges, std::size_t task) {
  const auto change = [&system, &ranges, task](Place place) {
    const auto slots = footprint(system, place);
    if (!slots.empty()) shrink(place.type, ranges.of(place.space, task, slots[0]));
    return place;
  };
  const auto known = [&system, &ranges, task](ExprId id) {
    const Interval range = ranges.of(task, id);
    return range.is_single() ? system.expressions.constant(range.least) : ExprId::none;
  };
  return Rewriter(system, known, change);
}

}  // namespace

void narrow(System& system) {
  const System before = system;
  const Ranges ranges(before);
  drop_idle_checks(system, ranges);
  for (std::size_t task = 0; task < system.tasks.size(); ++task) {
    Rewriter rewrite = rewriter(system, ranges, task);
    rewrite_task(system, task, rewrite);
  }
  if (!system.tasks.empty()) {
    Rewriter rewrite = rewriter(system, ranges, 0);
    rewrite_state_predicates(system, rewrite);
  }
  for (std::uint32_t i = 0; i < system.globals.size(); ++i)
    shrink(system.globals[i], ranges.of(Space::shared, 0, i));
  for (std::size_t task = 0; task < system.tasks.size(); ++task) {
    Task& code = system.tasks[task];
    for (std::uint32_t i = 0; i < code.frame.size(); ++i)
      shrink(code.frame[i], ranges.of(Space::local, task, i));
    for (std::uint32_t i = 0; i < code.temporaries.size(); ++i)
      shrink(code.temporaries[i], ranges.of(Space::temporary, task, i));
  }
}

}  // namespace mc::transform
