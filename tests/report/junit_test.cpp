#include "report/junit.h"

#include <gtest/gtest.h>

namespace mc::report {
namespace {

TEST(Junit, GroupsCasesAndCountsFailures) {
  const std::vector<Case> cases{{.suite = "a", .name = "patched: p", .seconds = 1.5},
                                {.suite = "b", .name = "x", .seconds = 0.25, .output = "1 < 2"},
                                {.suite = "a",
                                 .name = "q",
                                 .seconds = 1,
                                 .failure = "VIOLATED, not \"HOLDS\" & more",
                                 .output = "\x1b[0m"}};
  EXPECT_EQ(junit(cases), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mc" tests="3" failures="1" errors="0" time="2.750">
  <testsuite name="a" tests="2" failures="1" errors="0" time="2.500">
    <testcase classname="a" name="patched: p" time="1.500">
    </testcase>
    <testcase classname="a" name="q" time="1.000">
      <failure message="VIOLATED, not &quot;HOLDS&quot; &amp; more"/>
      <system-out> [0m</system-out>
    </testcase>
  </testsuite>
  <testsuite name="b" tests="1" failures="0" errors="0" time="0.250">
    <testcase classname="b" name="x" time="0.250">
      <system-out>1 &lt; 2</system-out>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Junit, IsADocumentEvenWhenEmpty) {
  EXPECT_EQ(junit({}), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="mc" tests="0" failures="0" errors="0" time="0.000">
</testsuites>
)");
}

}  // namespace
}  // namespace mc::report
