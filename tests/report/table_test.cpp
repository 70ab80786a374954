// SPDX-License-Identifier: Apache-2.0
#include "report/table.h"

#include <gtest/gtest.h>

#include "base/number.h"

namespace mc::report {
namespace {

TEST(Wrapped, BreaksAtSpacesAndLongWordsAnywhere) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(wrapped("one two three", 7), (Lines{"one two", "three"}));
  EXPECT_EQ(wrapped("one two three", 6), (Lines{"one", "two", "three"}));
  EXPECT_EQ(wrapped("abcdefghij", 4), (Lines{"abcd", "efgh", "ij"}));
  EXPECT_EQ(wrapped("ab cdefghij", 4), (Lines{"ab", "cdef", "ghij"}));
  EXPECT_EQ(wrapped("→→→ →", 3), (Lines{"→→→", "→"}));
  EXPECT_EQ(wrapped("", 4), Lines{});
  EXPECT_EQ(wrapped("filemap_invalidate_lock", 20), (Lines{"filemap_invalidate_", "lock"}));
  EXPECT_EQ(wrapped("a_bcdefghijklm", 10), (Lines{"a_bcdefghi", "jklm"}));  // not after so little
}

TEST(Table, AlignsAndKeepsColumnsWhenWrapping) {
  const std::vector<Row> rows{{{"1"}, {"a long cell of many words"}, {"x"}}, {{"10"}, {"short"}, {"y"}}};
  EXPECT_EQ(table(rows, {}), "  1   a long cell of many words  x\n  10  short                      y\n");
  EXPECT_EQ(table(rows, {.width = 26}),
            "  1   a long cell of     x\n"
            "      many words\n"
            "  10  short              y\n");
  EXPECT_EQ(table({}, {}), "");
  EXPECT_EQ(table({{{"words that can be broken"}, {"mm/page-writeback.c:2960"}}}, {.width = 44}),
            "  words that can    mm/page-writeback.c:2960\n"
            "  be broken\n");
}

TEST(Table, StacksWhatStandsBelowInACell) {
  const std::vector<Row> rows{{{"1", Paint::plain, {{"one two"}, {"three"}}}, {"x"}}, {{"2"}, {"y"}}};
  EXPECT_EQ(table(rows, {}), "  1        x\n  one two\n  three\n  2        y\n");
}

TEST(Paragraph, HangsItsLaterLines) {
  EXPECT_EQ(paragraph("one two three", {.width = 9}), "one two\n  three\n");
  EXPECT_EQ(paragraph("one two three", {.width = 11}, 2), "  one two\n    three\n");
  EXPECT_EQ(paragraph("one two three", {}), "one two three\n");
}

TEST(Number, SeparatesThousands) {
  EXPECT_EQ(base::thousands(0), "0");
  EXPECT_EQ(base::thousands(999), "999");
  EXPECT_EQ(base::thousands(1000), "1,000");
  EXPECT_EQ(base::thousands(41512352), "41,512,352");
  EXPECT_EQ(base::thousands(18446744073709551615u), "18,446,744,073,709,551,615");
  EXPECT_EQ(base::counted(1, "state"), "1 state");
  EXPECT_EQ(base::counted(1200, "state"), "1,200 states");
}

TEST(Number, ScalesBytesAndSeconds) {
  EXPECT_EQ(base::bytes(1023), "1023 B");
  EXPECT_EQ(base::bytes(1536), "1.5 KiB");
  EXPECT_EQ(base::bytes(std::uint64_t{3} << 30), "3.0 GiB");
  EXPECT_EQ(base::duration(0.004), "0.00 s");
  EXPECT_EQ(base::duration(12.34), "12.3 s");
  EXPECT_EQ(base::duration(59.99), "1 min 0 s");
  EXPECT_EQ(base::duration(250), "4 min 10 s");
  EXPECT_EQ(base::duration(7500), "2 h 5 min");
}

}  // namespace
}  // namespace mc::report
