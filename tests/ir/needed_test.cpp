// SPDX-License-Identifier: Apache-2.0
// What a criterion depends on. That what is not needed can go is tested in transform/slice_test.
#include "ir/needed.h"

#include <gtest/gtest.h>

#include "support/builder.h"

namespace mc::ir {
namespace {

/// x is the state, and lost what it should not depend on.
struct Example : test::Builder {
  PlaceId x = global("x", test::range(0, 3)), y = global("y"), lost = global("lost"), other = global("other");

  Example() { task("t", 1); }
  std::uint32_t slot(PlaceId place) const { return system.place(place).base; }
  Needed needed_for_state(bool observations = false) {
    end();
    return {system, {.shared = {slot(x), slot(y)}, .observations = observations}};
  }
};

TEST(Needed, StateNeedsNothingElse) {
  Example e;
  e.step().assign(e.x, e.load(e.y));
  e.step().assign(e.lost, e.load(e.x));
  const Needed needed = e.needed_for_state();
  EXPECT_FALSE(needed.shared().contains(e.slot(e.lost)));
  EXPECT_TRUE(needed.kept(0, 0));
  EXPECT_FALSE(needed.kept(0, 1));
}

TEST(Needed, AnAssignmentNeedsWhatItReads) {
  Example e;
  e.step().assign(e.y, e.constant(1));
  e.step().assign(e.x, e.load(e.lost));
  const Needed needed = e.needed_for_state();
  ASSERT_TRUE(needed.shared().contains(e.slot(e.lost)));
  EXPECT_EQ(needed.needed_for(e.slot(e.lost)).instruction, 1u);
}

TEST(Needed, ABranchAroundStateIsNeededAndOneAroundNothingIsNot) {
  Example e;
  e.step().branch(e.load(e.other), 2);
  e.assign(e.other, e.constant(0));
  e.step().branch(e.load(e.lost), 4);
  e.assign(e.x, e.constant(1));
  e.step().assign(e.y, e.constant(1));
  const Needed needed = e.needed_for_state();
  EXPECT_FALSE(needed.kept(0, 0));
  ASSERT_TRUE(needed.kept(0, 2));
  EXPECT_EQ(needed.needed_for(e.slot(e.lost)).instruction, 2u);
}

TEST(Needed, WaitsAreNeededAndObservationsIfAsked) {
  for (const bool observations : {false, true}) {
    Example e;
    const auto property = e.property("check", Property::Kind::check);
    e.step().check(e.not_zero(property, e.load(e.lost)));
    e.step().await(e.load(e.x));
    const Needed needed = e.needed_for_state(observations);
    EXPECT_EQ(needed.kept(0, 0), observations);
    EXPECT_EQ(needed.shared().contains(e.slot(e.lost)), observations);
    EXPECT_TRUE(needed.kept(0, 1));
  }
}

TEST(Needed, IsToldAtTheEndOfTheWayThroughLocals) {
  Example e;
  const PlaceId first = e.local("first"), second = e.local("second");
  e.step().assign(first, e.load(e.lost));
  e.step().assign(second, e.load(first));
  e.step().await(e.load(second));
  const Needed needed = e.needed_for_state();
  ASSERT_TRUE(needed.shared().contains(e.slot(e.lost)));
  EXPECT_EQ(needed.needed_for(e.slot(e.lost)).instruction, 2u);
}

}  // namespace
}  // namespace mc::ir
