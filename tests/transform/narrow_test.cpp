// SPDX-License-Identifier: Apache-2.0
#include "transform/narrow.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "ir/print.h"
#include "support/builder.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/liveness.h"

namespace mc::transform {

namespace {

using ir::System;
using test::Builder;
using test::range;

/// Of a frame slot only what will be read counts.
RC_GTEST_PROP(Narrow, KeepsEveryReachableValue, (std::uint64_t seed)) {
  const System before = test::random_system(seed);
  System after = before;
  narrow(after);
  const ir::StateIndex index(after);
  std::vector<Liveness> liveness;
  for (const ir::Task& task : before.tasks) liveness.emplace_back(before, task);
  for (const ir::State& state : test::reachable(before, 1000).states) {
    for (std::size_t i = 0; i < before.globals.size(); ++i) RC_ASSERT(index.type(i).contains(state[i]));
    for (std::size_t task = 0; task < before.tasks.size(); ++task)
      for (unsigned copy = 0; copy < before.tasks[task].count; ++copy) {
        const auto location = static_cast<std::uint32_t>(state[index.program_counter(task, copy)]);
        for (std::uint32_t slot : liveness[task].before(location)) {
          const std::size_t position = index.frame(task, copy) + slot;
          RC_ASSERT(index.type(position).contains(state[position]));
        }
      }
  }
}

TEST(Narrow, FindsRanges) {
  Builder b;
  const auto wide = range(0, 1000);
  const auto constant = b.global("constant", wide, 7), flag = b.global("flag", wide),
             counter = b.global("counter", wide), chosen = b.global("chosen", wide);
  b.task("t", 2);
  const auto copy = b.local("copy", wide);
  b.step().assign(flag, b.equal(b.load(counter), b.constant(3)));
  b.step().assign(counter, b.add(b.load(counter), b.constant(1)));
  b.step().choose(chosen, b.load(constant));
  b.step().assign(copy, b.add(b.load(flag), b.load(constant)));
  b.step().assign(copy, b.system.expressions.self());
  b.end();
  narrow(b.system);
  const auto bounds = [](const ir::Slot& slot) { return std::pair(slot.type.least, slot.type.most); };
  EXPECT_EQ(bounds(b.system.globals[0]), std::pair(ir::Value{7}, ir::Value{7}));
  EXPECT_EQ(bounds(b.system.globals[1]), std::pair(ir::Value{0}, ir::Value{1}));
  EXPECT_EQ(bounds(b.system.globals[2]), std::pair(ir::Value{0}, ir::Value{1000})) << "nothing bounds it";
  EXPECT_EQ(bounds(b.system.globals[3]), std::pair(ir::Value{0}, ir::Value{6}));
  EXPECT_EQ(bounds(b.system.tasks[0].frame[0]), std::pair(ir::Value{0}, ir::Value{8})) << "flag + constant";
  EXPECT_EQ(b.system.expressions.constant_value(b.system.tasks[0].code[2].expression), 7);
}

TEST(Narrow, IgnoresAnInitialValueThatIsNeverRead) {
  Builder b;
  const auto x = b.global("x", range(0, 9));
  b.task("t");
  const auto read = b.local("read", range(0, 9)), written = b.local("written", range(0, 9));
  b.step().assign(x, b.load(read));
  b.step().assign(read, b.constant(5));
  b.assign(written, b.constant(5));
  b.step().assign(x, b.add(b.load(read), b.load(written)));
  b.end();
  narrow(b.system);
  EXPECT_EQ(b.system.tasks[0].frame[0].type, range(0, 5));
  EXPECT_EQ(b.system.tasks[0].frame[1].type, range(5, 5));
  EXPECT_EQ(b.system.tasks[0].frame[1].initial, 5);
}

TEST(Narrow, DropsBuiltInChecksThatCannotFail) {
  Builder b;
  const auto p = b.global("p", range(0, 9), 1), q = b.global("q", range(0, 9), 1);
  const auto built_in = b.property("NULL", ir::Property::Kind::built_in),
             own = b.property("own", ir::Property::Kind::check);
  b.task("t");
  b.step().check(b.not_zero(built_in, b.load(p)));
  b.check(b.not_zero(built_in, b.load(q)));
  b.check(b.not_zero(own, b.load(p)));
  b.assign(p, b.constant(2));
  b.assign(q, b.constant(0));
  b.end();
  narrow(b.system);
  const auto& code = b.system.tasks[0].code;
  EXPECT_EQ(code[0].kind, ir::Instruction::Kind::jump);
  EXPECT_EQ(code[0].target, 1u);
  EXPECT_EQ(code[1].kind, ir::Instruction::Kind::check) << "q may be 0";
  EXPECT_EQ(code[2].kind, ir::Instruction::Kind::check) << "the user's own checks are evaluated";
}

}  // namespace

}  // namespace mc::transform
