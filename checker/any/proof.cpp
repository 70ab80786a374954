#include "any/proof.h"

#include <algorithm>
#include <chrono>
#include <stdexcept>

#include "any/clauses.h"
#include "any/text.h"
#include "prove/engine.h"

namespace mc::any {
namespace {

void confirm(const prove::Transition& transition, const Shape& shape, const std::vector<Never>& clauses) {
  for (const Question& question : questions(transition, shape, clauses)) {
    z3::solver solver = prove::finite_solver(transition.variables().context());
    solver.add(question.counterexample);
    if (solver.check() != z3::unsat)
      throw std::logic_error("Z3 does not confirm the invariant for any number: " + question.name);
  }
}

}  // namespace

unsigned size_needed(const ir::Family& family, unsigned k) {
  return std::max(k + 1 + family.witnesses, family.predicate_witnesses);
}

ir::System without_deadlock(ir::System system) {
  for (ir::Task& task : system.tasks) task.daemon = true;
  return system;
}

Proof attempt(const ir::System& system, ir::Generator& generator, const ir::Family& family, unsigned k,
              const Limit& limit, const std::string& parameter) {
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
  const std::vector<Never> clauses = learn(transition, closure.views, over);
  if (over()) {
    proof.end = Closure::End::halted;
    return proof;
  }
  const Shape& shape = closure.views.shape();
  confirm(transition, shape, clauses);
  for (const Never& clause : clauses) proof.clauses.push_back(text(transition.variables(), shape, clause));
  std::ranges::sort(proof.clauses);
  proof.certificate = certificate(transition, shape, clauses, parameter);
  return proof;
}

}  // namespace mc::any
