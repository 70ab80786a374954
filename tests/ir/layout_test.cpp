// SPDX-License-Identifier: Apache-2.0
#include "ir/layout.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>
#include <set>
#include <stdexcept>

#include "support/builder.h"
#include "support/random_system.h"

namespace mc::ir {

namespace {

using test::Builder;
using test::range;

/// A value of `type`, mostly an end of it.
Value any_of(const Type& type) {
  if (*rc::gen::inRange(0, 3) == 0) return type.least;
  if (*rc::gen::inRange(0, 3) == 0) return type.most;
  const auto width = static_cast<std::uint64_t>(type.most) - static_cast<std::uint64_t>(type.least);
  const auto offset = *rc::gen::arbitrary<std::uint64_t>();
  return static_cast<Value>(static_cast<std::uint64_t>(type.least) +
                            (width == ~std::uint64_t{0} ? offset : offset % (width + 1)));
}

State any_state(const System& system, const Layout& layout) {
  const StateIndex index(system);
  State state;
  for (std::size_t i = 0; i < index.size(); ++i) state.push_back(any_of(index.type(i)));
  for (std::size_t task = 0; task < system.tasks.size(); ++task)
    for (unsigned copy = 0; copy < system.tasks[task].count; ++copy)
      state[index.program_counter(task, copy)] = *rc::gen::elementOf(layout.locations(task));
  return state;
}

/// A random system with a few more globals, of any width.
System any_system(std::uint64_t seed) {
  System system = test::random_system(seed);
  const auto ends = *rc::gen::container<std::vector<std::pair<Value, Value>>>(
      rc::gen::pair(rc::gen::arbitrary<Value>(), rc::gen::arbitrary<Value>()));
  for (const auto& [a, b] : ends)
    system.globals.push_back({.name = "wide", .type = range(std::min(a, b), std::max(a, b)), .initial = a});
  return system;
}

RC_GTEST_PROP(Layout, PackedAndUnpackedIsTheSame, (std::uint64_t seed)) {
  const System system = any_system(seed);
  const Layout layout(system);
  const State state = any_state(system, layout);
  std::vector<Word> packed(layout.words() + 1, 0xdeadbeef);
  layout.pack(state, packed.data());
  RC_ASSERT(layout.unpack(packed.data()) == state);
  RC_ASSERT(packed.back() == 0xdeadbeef);
}

RC_GTEST_PROP(Layout, FieldsAreApart, (std::uint64_t seed)) {
  const System system = any_system(seed);
  const Layout layout(system);
  const StateIndex index(system);
  std::set<std::pair<unsigned, unsigned>> taken;
  for (std::size_t i = 0; i < index.size(); ++i) {
    const Layout::Field& field = layout.field(i);
    for (unsigned bit = field.shift; bit < field.shift + field.bits; ++bit) {
      RC_ASSERT(field.word < layout.words());
      RC_ASSERT(bit < 64u);
      RC_ASSERT(taken.insert({field.word, bit}).second);
    }
  }
  RC_ASSERT(taken.size() == layout.bits());
}

TEST(Layout, TakesNoMoreBitsThanNeeded) {
  Builder b;
  b.global("one value", range(5, 5), 5);
  b.global("six values", range(-2, 3));
  b.global("everything", range(std::numeric_limits<Value>::min(), std::numeric_limits<Value>::max()));
  b.task("t", 2);
  const auto l = b.local("l");
  for (int i = 0; i < 4; ++i) {
    b.step().assign(l, b.constant(1));
    b.assign(l, b.constant(0));
  }
  b.end();
  const Layout layout(b.system);
  EXPECT_EQ(layout.bits(), 0u + 3 + 64 + 2 * (1 + 3)) << "five locations take three bits";
  EXPECT_EQ(layout.words(), 2u);
  EXPECT_EQ(layout.locations(0), (std::vector<std::uint32_t>{0, 2, 4, 6, 8}));
  EXPECT_EQ(layout.location_number(0, 6), 3u);
  EXPECT_THROW(layout.location_number(0, 7), std::logic_error);
}

TEST(Layout, RefusesAValueOutsideItsType) {
  Builder b;
  b.global("x", range(0, 2));
  const Layout layout(b.system);
  Word packed = 0;
  EXPECT_THROW(layout.pack({4}, &packed), std::logic_error);
  EXPECT_THROW(layout.pack({-1}, &packed), std::logic_error);
}

}  // namespace

}  // namespace mc::ir
