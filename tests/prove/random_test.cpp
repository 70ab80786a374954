// SPDX-License-Identifier: Apache-2.0
// The methods of proof against a naive search over the interpreter, on random systems.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "prove/prove.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "trace/trace.h"
#include "transform/optimise.h"

namespace mc::prove {
namespace {

using ir::Verdict;

constexpr std::size_t limit = 200;

ir::System any_system() {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  const auto size = *rc::gen::inRange(0u, 4u);
  RC_LOG() << "random_system(" << seed << ", " << size << ")\n";
  return test::random_system(seed, size);
}

/// A system, and what is reachable in it.
struct Known {
  ir::System system = any_system();
  test::Reachable reachable = test::reachable(system, limit);
  bool violated() const { return !reachable.violations.empty(); }
};

/// Some of these ask Z3 thousands of questions: fewer cases than usual, unless the environment wants others.
const int fewer_cases = setenv("RC_PARAMS", "max_success=20", 0);

Known any_known() {
  Known known;
  RC_PRE(known.reachable.complete);
  RC_CLASSIFY(known.violated(), "violated");
  return known;
}

Result by(const ir::System& system, std::vector<Method> methods, Options options = {}) {
  options.methods = std::move(methods);
  return prove(system, options);
}

void expect_shortest(const Known& known, const Result& result) {
  RC_ASSERT(result.reason.empty());
  RC_ASSERT((result.violation->moves.size() == known.reachable.first_violation()));
  RC_ASSERT(known.reachable.violated().contains(result.violation->property));
  trace::replay(known.system, *result.violation);
}

void expect_agreement(const Known& known, const Result& result) {
  RC_ASSERT((result.verdict == Verdict::violated) == known.violated());
  RC_ASSERT((result.verdict == Verdict::holds) == !known.violated());
}

TEST(Prove, BoundedModelCheckingFindsAShortestRun) {
  EXPECT_TRUE(rc::check([] {
    const Known known = any_known();
    const auto depth = static_cast<unsigned>(known.reachable.depth) + 1;
    const Result result = by(known.system, {Method::bmc}, {.steps = depth});
    RC_ASSERT((result.verdict == Verdict::violated) == known.violated());
    if (known.violated()) return expect_shortest(known, result);
    if (result.verdict == Verdict::incomplete) RC_ASSERT((result.established.excluded == depth));
  }));
}

TEST(Prove, Ic3SaysWhatANaiveSearchSays) {
  EXPECT_TRUE(rc::check([&] {
    const Known known = any_known();
    const Result result = by(known.system, {Method::ic3});
    expect_agreement(known, result);
    if (known.violated()) {
      RC_ASSERT((result.violation->moves.size() >= known.reachable.first_violation()));
      trace::replay(known.system, *result.violation);
    }
  }));
}

TEST(Prove, LearningSaysWhatANaiveSearchSays) {
  EXPECT_TRUE(rc::check([&] {
    const Known known = any_known();
    const Result result = by(known.system, {Method::learn});
    expect_agreement(known, result);
    if (known.violated()) return expect_shortest(known, result);
    RC_ASSERT((*result.covered == known.reachable.covered));
  }));
}

/// Inductive invariants hold of everything that is reachable; so do those that say no more than they need,
/// which prove() itself finds inductive and safe.
TEST(Prove, InvariantsExcludeNoReachableState) {
  EXPECT_TRUE(rc::check([] {
    const Known known = any_known();
    RC_PRE(!known.violated());
    z3::context context;
    const Variables variables(context, known.system);
    const Method method = *rc::gen::element(Method::ic3, Method::learn);
    const Result result = by(known.system, {method}, {.invariant = *rc::gen::arbitrary<bool>()});
    for (const Clause& clause : result.invariant.value())
      for (const ir::State& state : known.reachable.states) RC_ASSERT(holds(variables, clause, state));
  }));
}

/// Up to a k that is large enough for some of the systems.
Result by_k_induction(const ir::System& system, bool simple_path) {
  return by(system, {Method::bmc, Method::k_induction}, {.steps = 12, .simple_path = simple_path});
}

TEST(Prove, KInductionSaysWhatANaiveSearchSays) {
  EXPECT_TRUE(rc::check([&] {
    const Known known = any_known();
    const Result result = by_k_induction(known.system, *rc::gen::arbitrary<bool>());
    if (result.verdict != Verdict::incomplete) expect_agreement(known, result);
    if (result.verdict == Verdict::violated) expect_shortest(known, result);
  }));
}

/// How many it proves is no matter of chance here: always the same systems.
TEST(Prove, KInductionProvesSomeSystems) {
  for (const bool simple_path : {false, true}) {
    int proved = 0;
    for (std::uint64_t seed = 0; seed < 30 && proved == 0; ++seed)
      proved += by_k_induction(test::random_system(seed, 2), simple_path).verdict == Verdict::holds;
    EXPECT_GT(proved, 0);
  }
}

TEST(Prove, AllTogetherAgreeOnWhatIsSearched) {
  EXPECT_TRUE(rc::check([] {
    const ir::System merged = transform::merged(any_system());
    const test::Reachable reachable = test::reachable(merged, limit);
    RC_PRE(reachable.complete);
    const Result result = prove(transform::optimised(merged), {});
    RC_ASSERT((result.verdict == Verdict::holds) == reachable.violations.empty());
    if (result.verdict == Verdict::holds) return;
    RC_ASSERT((result.violation->moves.size() == reachable.first_violation()));
    trace::replay(merged, *result.violation);
  }));
}

}  // namespace
}  // namespace mc::prove
