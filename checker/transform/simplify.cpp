// SPDX-License-Identifier: Apache-2.0
#include "transform/simplify.h"

#include <algorithm>

#include "transform/available_conditions.h"
#include "transform/dead_code.h"
#include "transform/narrow.h"

namespace mc::transform {

using namespace ir;

namespace {

/// Instructions that do something.
std::size_t active(const System& system) {
  std::size_t result = 0;
  for (const Task& task : system.tasks)
    result += static_cast<std::size_t>(std::ranges::count_if(
        task.code, [](const Instruction& i) { return i.kind != Instruction::Kind::jump; }));
  return result;
}

}  // namespace

void simplify(System& system, Steps steps) {
  for (std::size_t before = 0; before != active(system);) {
    before = active(system);
    narrow(system);
    use_known_conditions(system);
    remove_dead_code(system);
    slice(system, steps);
  }
}

}  // namespace mc::transform
