// SPDX-License-Identifier: Apache-2.0
#include "parameterized/proof.h"

#include <algorithm>
#include <chrono>

#include "parameterized/clauses.h"
#include "parameterized/text.h"

namespace mc::parameterized {
unsigned size_needed(const ir::Family& family, unsigned k) {
  return std::max(k + 1 + family.witnesses, family.predicate_witnesses);
}

ir::System without_deadlock(ir::System system) {
  for (ir::Task& task : system.tasks) task.daemon = true;
  return system;
}

Proof attempt(const ir::System& system, ir::Generator& generator, const ir::Family& family, unsigned k,
              const Limit& limit) {
  const auto start = std::chrono::steady_clock::now();
  const auto over = [&] {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
    return (limit.stop != nullptr && limit.stop->load()) ||
           (limit.seconds > 0 && spent.count() > limit.seconds);
  };
  const Closure closure = close(generator, shape_of(system, family), k, limit);
  Proof proof{.end = closure.end, .k = k, .views = closure.views.size(), .states = closure.states};
  if (closure.end != Closure::End::safe) return proof;
  z3::context context;
  const prove::Transition transition(context, system);
  std::vector<ForbiddenCube> clauses = learn(transition, closure.views, over);
  if (over()) {
    proof.end = Closure::End::halted;
    return proof;
  }
  const Shape& shape = closure.views.shape();
  confirm(transition, shape, clauses);
  proof.wording = wording(transition.variables(), shape, clauses);
  proof.clauses = std::move(clauses);
  return proof;
}

}  // namespace mc::parameterized
