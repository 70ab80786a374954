// SPDX-License-Identifier: Apache-2.0
#include "reduce/stubborn_search.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <memory>
#include <stdexcept>
#include <utility>

#include "explore/searches.h"
#include "reduce/stubborn_generator.h"
#include "reduce/symmetric_search.h"
#include "reduce/symmetry.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::reduce {
namespace {

using namespace explore;

using Kind = ir::Instruction::Kind;
constexpr std::size_t limit = 1500;

Result reduced(const ir::System& system, const Independence& independence, unsigned threads = 1) {
  const auto factory = [&] {
    return std::make_unique<StubbornGenerator>(std::make_unique<ir::InterpretedGenerator>(system),
                                               independence);
  };
  return explore::breadth_first(system, factory, {.threads = threads});
}

/// Behind a violation nothing is promised; where there is none, nothing that can be seen is missing.
TEST(StubbornSearch, SeesAllThatCanBeSeen) {
  unsigned held = 0, fewer = 0, violated = 0;
  const auto try_any = [&] {
    const ir::System random = any_system();
    const ir::System system =
        *rc::gen::arbitrary<bool>() ? transform::optimised(transform::merged(random, {})) : random;
    const test::Reachable all = test::reachable(system, limit);
    if (!all.complete) return;
    const Independence independence(system);
    const Result some = reduced(system, independence);
    RC_ASSERT((some.verdict == ir::Verdict::violated) == !all.violations.empty());
    if (some.violation) {
      ++violated;
      RC_ASSERT(all.violated().contains(some.violation->property));
      return;
    }
    const Result whole = explore::breadth_first(system, interpreted(system), {.threads = 1});
    RC_ASSERT(some.covered == all.covered);
    RC_ASSERT(some.valuations == whole.valuations);
    RC_ASSERT(some.counts.states <= all.states.size());
    expect_equal(some, reduced(system, independence, 2));
    ++held;
    fewer += some.counts.states < all.states.size() ? 1 : 0;
  };
  EXPECT_TRUE(check_often(5, try_any));
  EXPECT_GT(held, 0u);
  EXPECT_GT(fewer, 0u);
  EXPECT_GT(violated, 0u);
}

/// Of a violation: what the search of all orders says.
TEST(StubbornSearch, TellsAShortestRun) {
  EXPECT_TRUE(rc::check([] {
    const ir::System system = any_system();
    RC_PRE(test::reachable(system, limit).complete);
    const Result whole = explore::breadth_first(system, interpreted(system), {.threads = 1});
    const Result some = stubborn_search(system, {}, interpreted(system), {.threads = 1});
    RC_ASSERT(some.verdict == whole.verdict);
    if (whole.violation) return expect_equal(some, whole);
    RC_ASSERT(some.covered == whole.covered);
    RC_ASSERT(some.counts.states <= whole.counts.states);
  }));
}

TEST(StubbornSearch, GoesWithSymmetry) {
  unsigned found = 0;
  const auto try_any = [&] {
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    const auto size = *rc::gen::inRange(0u, 3u);
    const auto count = *rc::gen::inRange(2, 4);
    RC_LOG() << "random_system(" << seed << ", " << size << "), N = " << count << "\n";
    ir::System system = test::random_system(seed, size);
    system.parameters.push_back({.name = "N", .value = count});
    system.symmetric.push_back("N");
    const reduce::SymmetryFinding finding = reduce::find_symmetry(system, "N");
    if (!finding.symmetry || !test::reachable(system, limit).complete) return;
    const Result whole =
        reduce::symmetric_search(system, {*finding.symmetry}, interpreted(system), {.threads = 1});
    const Result some = stubborn_search(system, {*finding.symmetry}, interpreted(system), {.threads = 1});
    RC_ASSERT(some.verdict == whole.verdict);
    ++found;
    if (whole.violation) return expect_equal(some, whole);
    RC_ASSERT(some.covered == whole.covered);
    RC_ASSERT(some.counts.states <= whole.counts.states);
  };
  EXPECT_TRUE(check_often(5, try_any));
  EXPECT_GT(found, 0u);
}

/// One task that turns a wheel of its own for ever, and one that breaks an invariant in its second step.
ir::System wheel_and_breaker() {
  ir::System system;
  const ir::Type type{.kind = ir::Type::Kind::integer, .least = 0, .most = 2};
  for (const char* name : {"wheel", "other", "bad"}) system.globals.push_back({.name = name, .type = type});
  const auto place = [&](std::uint32_t slot) { return system.add_place({.base = slot, .type = type}); };
  const auto set = [&](std::uint32_t slot, ir::Value value) {
    return ir::Instruction{.kind = Kind::assign,
                           .step = true,
                           .place = place(slot),
                           .expression = system.expressions.constant(value)};
  };
  system.tasks.push_back({.name = "wheel",
                          .daemon = true,
                          .code = {set(0, 1), set(0, 0), {.kind = Kind::jump}, {.step = true}}});
  system.tasks.push_back({.name = "breaker", .code = {set(1, 1), set(2, 2), {.step = true}}});
  system.properties.push_back({.name = "good", .kind = ir::Property::Kind::invariant});
  ir::Expressions& make = system.expressions;
  system.formulas.push_back(
      {.property = ir::PropertyId{0},
       .parameters = {{"bad", type}},
       .expression = make.binary(ir::Operator::not_equal, make.parameter(0), make.constant(2))});
  system.observations.push_back({.formula = ir::FormulaId{0}, .arguments = {make.load(place(2))}});
  system.invariants.push_back(ir::ObservationId{0});
  return system;
}

/// The wheel alone is a stubborn set in every state. Who does not care about cycles turns it for ever.
TEST(StubbornSearch, IsNotIgnorantOfWhoWaitsWhileAnotherGoesInACircle) {
  const ir::System system = wheel_and_breaker();
  const Result result = reduced(system, Independence(system));
  EXPECT_EQ(result.verdict, ir::Verdict::violated);
  EXPECT_EQ(stubborn_search(system, {}, interpreted(system), {.threads = 1}).violation->moves.size(), 2u);
}

/// `copies` of a task, each of which writes `steps` times to a slot of its own.
ir::System strangers(unsigned copies, unsigned steps) {
  ir::System system;
  const ir::Type type{.kind = ir::Type::Kind::integer, .least = 0, .most = steps};
  for (unsigned i = 0; i < copies; ++i) system.globals.push_back({.name = "slot", .type = type});
  const ir::PlaceId mine =
      system.add_place({.subscripts = {{system.expressions.self(), 1, copies}}, .type = type});
  ir::Task task{.name = "stranger", .count = copies};
  for (unsigned i = 1; i <= steps; ++i)
    task.code.push_back(
        {.kind = Kind::assign, .step = true, .place = mine, .expression = system.expressions.constant(i)});
  task.code.push_back({.step = true});
  system.tasks.push_back(std::move(task));
  return system;
}

/// n tasks of k steps that have nothing to do with one another: of (k + 1)^n states n * k + 1 are left.
TEST(StubbornSearch, TriesOneOrderOfStepsOfStrangers) {
  const ir::System system = strangers(3, 4);
  EXPECT_EQ(explore::breadth_first(system, interpreted(system), {.threads = 1}).counts.states, 5u * 5 * 5);
  EXPECT_EQ(reduced(system, Independence(system)).counts.states, 3u * 4 + 1);
}

/// More than a set of copies can hold: all orders are tried.
TEST(StubbornSearch, DoesWithoutWhereThereAreTooManyCopies) {
  const ir::System system = strangers(Independence::most_copies + 1, 0);
  EXPECT_THROW(Independence{system}, std::logic_error);
  EXPECT_EQ(stubborn_search(system, {}, interpreted(system), {.threads = 1}).verdict, ir::Verdict::holds);
}

}  // namespace
}  // namespace mc::reduce
