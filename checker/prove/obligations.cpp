#include "prove/obligations.h"

#include <stdexcept>

namespace mc::prove {

std::array<Obligation, 3> obligations(const Transition& transition, const Invariant& invariant) {
  const Variables& variables = transition.variables();
  const z3::expr before = formula(invariant, variables.current());
  const z3::expr after = formula(invariant, variables.next());
  const z3::expr range = transition.in_range();
  return {{{"initiation", transition.initial() && !(range && before)},
           {"consecution", range && before && transition.update() && transition.enabled() &&
                               variables.in_range(variables.next()) && !after},
           {"safety", range && before && (transition.bad_state() || transition.bad_step())}}};
}

void check_obligations(const ir::System& system, z3::context& context, const Invariant& invariant,
                       const Board& board) {
  const Transition transition(context, system);
  for (const Obligation& each : obligations(transition, invariant)) {
    z3::solver solver(context, "QF_BV");
    solver.add(each.counterexample);
    if (satisfiable(solver, z3::expr_vector(context), board))
      throw std::logic_error("an invariant does not prove what it should: " + each.name);
  }
}

}  // namespace mc::prove
