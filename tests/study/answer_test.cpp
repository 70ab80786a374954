// SPDX-License-Identifier: Apache-2.0
#include "study/answer.h"

#include <gtest/gtest.h>

#include "trace/example.h"

namespace mc::study {
namespace {

using Kind = ir::Property::Kind;

std::vector<std::string> names(const std::vector<ir::Property>& properties) {
  std::vector<std::string> all;
  for (const ir::Property& property : properties) all.push_back(property.name);
  return all;
}

TEST(Run, ListsOnlyWhatTheSystemStillAsksFor) {
  test::Example example;
  EXPECT_EQ(names(gather(example.system, {}).properties),
            (std::vector<std::string>{"no_double_dirty", "deadlock"}));
  example.system.invariants = {example.always_clean};
  EXPECT_EQ(names(gather(example.system, {}).properties),
            (std::vector<std::string>{"no_double_dirty", "never_dirty", "deadlock"}));
}

TEST(Run, TellsCoversAndWhatIsNotJudged) {
  test::Example example;
  example.system.properties.push_back({.name = "reached", .kind = Kind::cover});
  example.system.properties.push_back({.name = "missed", .kind = Kind::cover});
  example.system.properties.push_back({.name = "later", .kind = Kind::leads_to});
  example.system.properties.push_back({.name = "deselected", .kind = Kind::leads_to});
  example.system.responses = {
      {.property = ir::PropertyId{static_cast<unsigned>(example.system.properties.size()) - 2}}};
  explore::Result result;
  result.covered = {false, false, false, true, false, false, false};
  const Answer run = gather(example.system, result);
  ASSERT_EQ(run.covers.size(), 2u);
  EXPECT_TRUE(run.covers[0].reached);
  EXPECT_EQ(unreached(run), std::vector<std::string>{"missed"});
  EXPECT_EQ(names(run.unjudged), std::vector<std::string>{"later"});
}

TEST(Run, HoldsOnlyWhenZ3Agrees) {
  Answer run;
  run.result.verdict = ir::Verdict::holds;
  EXPECT_EQ(verdict(run), ir::Verdict::holds);
  run.undecided = 1;
  EXPECT_EQ(verdict(run), ir::Verdict::incomplete);
  run.result.verdict = ir::Verdict::violated;
  EXPECT_EQ(verdict(run), ir::Verdict::violated);
}

}  // namespace
}  // namespace mc::study
