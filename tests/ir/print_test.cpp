// SPDX-License-Identifier: Apache-2.0
#include "ir/print.h"

#include <gtest/gtest.h>

#include "ir/state.h"
#include "support/builder.h"

namespace mc::ir {

namespace {

using test::Builder;
using test::range;

TEST(Print, PlacesAsInC) {
  Builder b;
  for (int i = 0; i < 2; ++i)
    for (const char* field : {"a", "b"}) b.global("object[" + std::to_string(i) + "]." + field);
  for (int i = 0; i < 6; ++i) b.global("grid[" + std::to_string(i / 3) + "][" + std::to_string(i % 3) + "]");
  b.system.domains.push_back({"object", {0, 2}, {"&object[0]", "&object[1]"}});
  const ExprId self = b.system.expressions.self(), one = b.constant(1);
  const auto text = [&](const Place& place) { return to_string(b.system, place, nullptr); };
  EXPECT_EQ(text({.base = 3}), "object[1].b");
  EXPECT_EQ(text({.base = 1, .subscripts = {{self, 2, 2}}}), "object[self].b");
  EXPECT_EQ(text({.base = 4, .subscripts = {{self, 3, 2}, {b.add(self, one), 1, 3}}}),
            "grid[self][(self + 1)]");
  EXPECT_EQ(text({.base = 5, .subscripts = {{self, 3, 2}}}), "grid[self][1]");
  EXPECT_EQ(text({.base = 1, .pointer = Dereference{self, 0}}), "self->b");
}

TEST(Print, InstructionsAndSystems) {
  Builder b;
  const auto x = b.global("x", range(0, 9));
  b.system.name = "example";
  b.task("t", 2);
  const auto l = b.local("l");
  b.step().assign(l, b.equal(b.load(x), b.constant(3)));
  b.branch(b.load(l), 3);
  b.check(b.not_zero(b.property("p", Property::Kind::check), b.load(x)));
  b.end();
  const Task& task = b.system.tasks[0];
  EXPECT_EQ(to_string(b.system, task, 0), "0* l = (x == 3)");
  EXPECT_EQ(to_string(b.system, task, 1), "1  unless l goto 3");
  EXPECT_EQ(to_string(b.system, task, 2), "2  check f0(x)  \"p\"");
  EXPECT_EQ(to_string(b.system, task, 3), "3* end");
  EXPECT_EQ(to_string(b.system),
            "system example\n\nshared\n  x : 0..9 = 0\n\ntask t x 2\n  l : bool = false\n 0* l = (x == 3)\n"
            " 1  unless l goto 3\n 2  check f0(x)  \"p\"\n 3* end\n\nformulas\n  f0(x) = x  \"p\"\n");
}

TEST(Print, ValuesAsTheirTypesWriteThem) {
  System system;
  system.enumerations.push_back({"pte", {{0, "PTE_NONE"}, {2, "PTE_RO"}}});
  system.domains.push_back({"folio", {0}, {"&folio[0]"}});
  const Type pte{.kind = Type::Kind::enumeration, .most = 3}, pointer{.kind = Type::Kind::pointer};
  EXPECT_EQ(to_string(system, Type{}, 1), "true");
  EXPECT_EQ(to_string(system, pte, 2), "PTE_RO");
  EXPECT_EQ(to_string(system, pte, 3), "3");
  EXPECT_EQ(to_string(system, pointer, 0), "NULL");
  EXPECT_EQ(to_string(system, pointer, 1), "&folio[0]");
  EXPECT_EQ(to_string(system, range(-9, 9), -4), "-4");
}

TEST(StateIndex, NamesEverySlot) {
  Builder b;
  b.global("x");
  b.task("one");
  b.local("l");
  b.end();
  b.task("two", 2);
  b.end();
  const StateIndex index(b.system);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < index.size(); ++i) names.push_back(index.name(i));
  EXPECT_EQ(names, (std::vector<std::string>{"x", "one: l", "one: pc", "two 0: pc", "two 1: pc"}));
  EXPECT_EQ(index.program_counter(1, 1), 4u);
  EXPECT_EQ(index.frame(0, 0), 1u);
}

}  // namespace

}  // namespace mc::ir
