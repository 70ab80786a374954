// SPDX-License-Identifier: Apache-2.0
#include "reduce/symmetric_search.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <set>

#include "explore/searches.h"
#include "reduce/canonical.h"
#include "reduce/symmetry.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::reduce {
namespace {

using namespace explore;

constexpr std::size_t limit = 1500;

/// A random system whose author declares that two, or three, indices are interchangeable: true or not.
ir::System declared(std::uint64_t seed, unsigned size, unsigned count, bool optimised) {
  ir::System system = test::random_system(seed, size);
  system.parameters.push_back({.name = "N", .value = count});
  system.symmetric.push_back("N");
  return optimised ? transform::optimised(transform::merged(system, transform::Reductions{})) : system;
}

ir::System any_declared() {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto size = *rc::gen::inRange(0u, 3u);
  const auto count = *rc::gen::inRange(2u, 4u);
  const bool optimised = *rc::gen::arbitrary<bool>();
  RC_LOG() << "declared(" << seed << ", " << size << ", " << count << ", " << optimised << ")\n";
  return declared(seed, size, count, optimised);
}

std::vector<ir::Word> packed(const ir::System& system, const Canonical& canonical, const ir::State& state) {
  const ir::Layout layout(system);
  std::vector<ir::Word> result(layout.words());
  layout.pack(state, result.data());
  canonical.apply(result.data());
  return result;
}

using Next = std::multiset<ir::State>;

Next next(const ir::Interpreter& interpreter, const ir::State& state, const ir::Exchange* exchange) {
  Next result;
  for (const ir::Outcome& outcome : interpreter.runs(state))
    if (outcome.kind == ir::Outcome::Kind::successor)
      result.insert(exchange == nullptr ? outcome.state : ir::exchanged(*exchange, outcome.state));
  return result;
}

/// Which properties a step from `state` or the state itself violates, each as often as it does.
std::multiset<ir::PropertyId> bad(const ir::System& system, const ir::Interpreter& interpreter,
                                  const ir::State& state) {
  std::multiset<ir::PropertyId> result;
  const auto property = [&](ir::ObservationId id) {
    return system.formulas[ir::index(system.observations[ir::index(id)].formula)].property;
  };
  for (const ir::Outcome& outcome : interpreter.runs(state))
    if (outcome.kind == ir::Outcome::Kind::violated) result.insert(property(outcome.observation));
  for (ir::ObservationId id : system.invariants)
    if (!interpreter.holds(id, interpreter.arguments(state, id))) result.insert(property(id));
  return result;
}

/// What the static check lets pass is an automorphism indeed: on all reachable states, by the interpreter.
void expect_automorphisms(const ir::System& system, const ir::Symmetry& symmetry,
                          const test::Reachable& reachable) {
  const ir::Interpreter interpreter(system);
  const Canonical canonical(system, {symmetry});
  for (const ir::Exchange& exchange : symmetry.exchanges) {
    RC_ASSERT(ir::exchanged(exchange, interpreter.initial()) == interpreter.initial());
    for (const ir::State& state : reachable.states) {
      const ir::State image = ir::exchanged(exchange, state);
      RC_ASSERT(ir::exchanged(exchange, image) == state);
      RC_ASSERT(packed(system, canonical, image) == packed(system, canonical, state));
      RC_ASSERT(next(interpreter, image, nullptr) == next(interpreter, state, &exchange));
      const auto bad_here = bad(system, interpreter, state), bad_there = bad(system, interpreter, image);
      RC_ASSERT(std::set(bad_here.begin(), bad_here.end()) == std::set(bad_there.begin(), bad_there.end()));
      RC_ASSERT(interpreter.deadlocked(state) == interpreter.deadlocked(image));
    }
  }
}

void expect_replays(const ir::System& system, const ir::Violation& violation) {
  const ir::Interpreter interpreter(system);
  ir::State state = interpreter.initial();
  ir::Outcome last;
  for (const ir::Move& move : violation.moves) {
    RC_ASSERT(last.kind != ir::Outcome::Kind::violated);
    last = interpreter.run(state, move);
    RC_ASSERT(last.kind == ir::Outcome::Kind::successor || last.kind == ir::Outcome::Kind::violated);
    state = last.state;
  }
  if (last.kind == ir::Outcome::Kind::violated)
    RC_ASSERT(last.observation == violation.observation);
  else if (violation.observation == ir::ObservationId::none)
    RC_ASSERT(interpreter.deadlocked(state));
  else
    RC_ASSERT(!interpreter.holds(violation.observation, interpreter.arguments(state, violation.observation)));
}

void expect_same_result(const ir::System& system, const ir::Symmetry& symmetry, const test::Reachable& all) {
  const Options options{.threads = *rc::gen::inRange(1u, 3u)};
  const Result whole = explore::breadth_first(system, interpreted(system), options);
  const Result part = reduce::symmetric_search(system, {symmetry}, interpreted(system), options);
  RC_ASSERT(part.verdict == whole.verdict);
  RC_ASSERT(part.counts.depth == whole.counts.depth);
  RC_ASSERT(part.violation.has_value() == whole.violation.has_value());
  if (part.violation) {
    RC_ASSERT(part.violation->moves.size() == whole.violation->moves.size());
    RC_ASSERT(part.violation->property == whole.violation->property);
    expect_replays(system, *part.violation);
    return;
  }
  RC_ASSERT(part.covered == whole.covered);
  const Canonical canonical(system, {symmetry});
  std::set<std::vector<ir::Word>> classes;
  for (const ir::State& state : all.states) classes.insert(packed(system, canonical, state));
  RC_ASSERT(part.counts.states == classes.size());
}

TEST(SymmetricSearch, FindsWhatTheWholeSearchFinds) {
  unsigned found = 0, exchanging = 0;
  const auto try_any = [&] {
    const ir::System system = any_declared();
    const reduce::SymmetryFinding finding = reduce::find_symmetry(system, "N");
    RC_ASSERT(finding.symmetry.has_value() == finding.objection.empty());
    if (!finding.symmetry) return;
    const test::Reachable all = test::reachable(system, limit);
    if (!all.complete) return;
    ++found;
    exchanging += finding.symmetry->exchanges.front().swaps.empty() ? 0 : 1;
    expect_automorphisms(system, *finding.symmetry, all);
    expect_same_result(system, *finding.symmetry, all);
  };
  EXPECT_TRUE(check_often(20, try_any));
  EXPECT_GT(found, 20u);
  EXPECT_GT(exchanging, 10u);
}

}  // namespace
}  // namespace mc::reduce
