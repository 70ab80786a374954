// SPDX-License-Identifier: Apache-2.0
// Transforms of frames: what they find to do. That they change no behaviour is tested in same_moves_test.
#include <gtest/gtest.h>

#include "support/builder.h"
#include "support/reachable.h"
#include "transform/dead_variables.h"
#include "transform/own_constants.h"
#include "transform/share_slots.h"
#include "transform/temporaries.h"

namespace mc::transform {

namespace {

using test::Builder;
using test::range;

/// Two copies take x in turns: `first` lives over one step, `second` over another, `within` inside a step.
struct Example : Builder {
  Example() {
    const auto x = global("x", range(0, 3)), y = global("y", range(0, 3));
    task("t", 2);
    const auto first = local("first", range(0, 3)), second = local("second", range(0, 3)),
               within = local("within", range(0, 3));
    step().choose(first, constant(3));
    step().assign(x, load(first));
    step().assign(second, load(x));
    step().assign(within, load(second));
    assign(y, load(within));
    end();
  }
};

TEST(DeadVariables, AreReset) {
  Example e;
  const auto before = test::reachable(e.system).states.size();
  reset_dead_variables(e.system);
  const auto& resets = e.system.tasks[0].resets;
  ASSERT_EQ(resets.size(), 5u) << "everywhere";
  EXPECT_EQ(resets[1].location, 1u);
  EXPECT_EQ(resets[1].slots, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(resets[4].location, 5u);
  EXPECT_EQ(resets[4].slots, (std::vector<std::uint32_t>{0, 1, 2})) << "nothing is read after the end";
  EXPECT_LT(test::reachable(e.system).states.size(), before);
}

TEST(Temporaries, AreWhatLivesInsideAStep) {
  Example e;
  make_temporaries(e.system);
  ASSERT_EQ(e.system.tasks[0].temporaries.size(), 1u);
  EXPECT_EQ(e.system.tasks[0].temporaries[0].name, "within");
  EXPECT_EQ(e.system.tasks[0].frame.size(), 2u);
}

TEST(ShareSlots, JoinsWhatIsNeverNeededTogether) {
  Example e;
  share_slots(e.system);
  EXPECT_EQ(e.system.tasks[0].frame.size(), 1u);
}

TEST(ShareSlots, KeepsApartWhatIsLiveAtTheStart) {
  Builder b;
  const auto x = b.global("x", range(0, 9));
  b.task("t");
  const auto one = b.local("one", range(0, 3), 1), two = b.local("two", range(0, 3), 2);
  b.step().assign(x, b.load(one));
  b.step().assign(x, b.load(two));
  b.end();
  share_slots(b.system);
  EXPECT_EQ(b.system.tasks[0].frame.size(), 2u);
}

/// Two copies; each stores what it is in `own`, and later in x.
struct Owners : Builder {
  ir::PlaceId x = global("x", range(0, 9)), own;

  Owners() {
    task("t", 2);
    own = local("own", range(0, 9));
    step().assign(own, add(system.expressions.self(), constant(1)));
    step().assign(x, load(own));
  }
  /// How many values `own` may have.
  ir::Value values() {
    end();
    use_own_constants(system);
    const ir::Type& type = system.tasks[0].frame[0].type;
    return type.most - type.least + 1;
  }
};

TEST(OwnConstants, AreNoPartOfTheState) {
  Owners e;
  EXPECT_EQ(e.values(), 1);
  EXPECT_EQ(e.system.tasks[0].code[1].expression, e.add(e.system.expressions.self(), e.constant(1)));
}

TEST(OwnConstants, AreNotWhatIsStoredInTwoWays) {
  Owners e;
  e.step().assign(e.own, e.constant(1));
  e.step().assign(e.x, e.load(e.own));
  EXPECT_EQ(e.values(), 10);
}

TEST(OwnConstants, AreNotWhatIsReadBefore) {
  Owners e;
  e.step().jump(1);
  e.system.tasks[0].code[0] = {.kind = Builder::Kind::jump, .step = true, .target = 1};
  e.step().assign(e.own, e.add(e.system.expressions.self(), e.constant(1)));
  EXPECT_EQ(e.values(), 10);
}

TEST(OwnConstants, AreNotWhatDependsOnTheState) {
  Owners e;
  e.step().assign(e.own, e.load(e.x));
  EXPECT_EQ(e.values(), 10);
}

}  // namespace

}  // namespace mc::transform
