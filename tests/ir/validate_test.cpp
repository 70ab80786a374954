// SPDX-License-Identifier: Apache-2.0
#include "ir/validate.h"

#include <gtest/gtest.h>

#include "support/builder.h"

namespace mc::ir {

namespace {

using test::Builder;
using test::range;

struct Case : Builder {
  PlaceId x = global("x"), y = global("y");
  Case() { task("t"); }

  /// The defects, each as its kind and instruction.
  std::vector<std::pair<Defect::Kind, std::uint32_t>> defects() {
    std::vector<std::pair<Defect::Kind, std::uint32_t>> result;
    for (const Defect& defect : validate(system)) result.emplace_back(defect.kind, defect.instruction);
    return result;
  }
};

using Defects = std::vector<std::pair<Defect::Kind, std::uint32_t>>;

TEST(Validate, ALoopNeedsAStepStart) {
  for (const bool bounded : {false, true}) {
    Case c;
    c.step().assign(c.x, c.constant(1));
    if (bounded) c.step();
    c.branch(c.load(c.y), 3);
    c.jump(1);
    c.end();
    EXPECT_EQ(c.defects(), bounded ? Defects{} : (Defects{{Defect::Kind::unbounded_step, 1}}));
  }
}

TEST(Validate, AWaitStandsBeforeWrites) {
  Case c;
  c.step().await(c.load(c.x));
  c.await(c.load(c.y));
  c.branch(c.load(c.y), 4);
  c.assign(c.x, c.constant(1));
  c.await(c.load(c.x));
  c.end();
  EXPECT_EQ(c.defects(), (Defects{{Defect::Kind::late_await, 4}}));
}

TEST(Validate, AWaitInTheNextStepIsFine) {
  Case c;
  c.step().assign(c.x, c.constant(1));
  c.step().await(c.load(c.x));
  c.end();
  EXPECT_EQ(c.defects(), Defects{});
}

TEST(Validate, TasksBeginAndEnd) {
  Case no_start;
  no_start.assign(no_start.x, no_start.constant(1));
  no_start.end();
  EXPECT_FALSE(no_start.defects().empty());
  Case no_end;
  no_end.step().assign(no_end.x, no_end.constant(1));
  EXPECT_FALSE(no_end.defects().empty());
  Case empty;
  EXPECT_FALSE(empty.defects().empty());
  Case two;
  two.end();
  two.end();
  EXPECT_EQ(two.defects(), (Defects{{Defect::Kind::malformed, 0}}));
}

TEST(Validate, NumbersAreInRange) {
  const auto faulty = [](auto&& change) {
    Case c;
    c.step().assign(c.x, c.load(c.y));
    c.step().jump(2);
    c.end();
    EXPECT_EQ(c.defects(), Defects{});
    change(c.system);
    return !c.defects().empty();
  };
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].code[0].place = PlaceId{99}; }));
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].code[0].place = PlaceId::none; }));
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].code[0].expression = ExprId{99}; }));
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].code[1].target = 3; }));
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].code[1].kind = Instruction::Kind::check; }));
  EXPECT_TRUE(faulty([](System& s) { s.places[0].base = 2; }));
  EXPECT_TRUE(faulty([](System& s) { s.places[1].space = Space::local; }));
  EXPECT_TRUE(faulty([](System& s) { s.globals[0].initial = 2; }));
  EXPECT_TRUE(faulty([](System& s) { s.globals[0].type = range(3, 2); }));
  EXPECT_TRUE(faulty([](System& s) { s.invariants.push_back(ObservationId{0}); }));
  EXPECT_TRUE(faulty([](System& s) { s.domains.push_back({"object", {2}, {"&object"}}); }));
  EXPECT_TRUE(faulty([](System& s) { s.tasks[0].count = 0; }));
}

}  // namespace

}  // namespace mc::ir
