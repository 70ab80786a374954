// SPDX-License-Identifier: Apache-2.0
#include "trace/condition.h"

#include <gtest/gtest.h>

#include "example.h"

namespace mc::trace {
namespace {

/// folio[0].locked, folio[0].dirty, pte[0], pte[1]; then what tasks have.
bool holds(const std::string& condition, ir::State state) {
  const test::Example example;
  state.resize(ir::StateIndex(example.system).size());
  return Condition(example.system, condition).holds(state);
}

TEST(Condition, ReadsVariables) {
  EXPECT_TRUE(holds("folio[0].locked", {1, 0, 0, 0}));
  EXPECT_FALSE(holds("folio[0].locked", {0, 1, 1, 1}));
  EXPECT_TRUE(holds("!folio[0].locked", {0, 1, 1, 1}));
  EXPECT_TRUE(holds("folio[0].dirty == true", {0, 1, 0, 0}));
  EXPECT_TRUE(holds("folio[0].dirty==1", {0, 1, 0, 0}));
}

TEST(Condition, ComparesByNameAndNumber) {
  for (const auto& [operation, below, equal, above] : {std::tuple{"==", false, true, false},
                                                       {"!=", true, false, true},
                                                       {"<", true, false, false},
                                                       {"<=", true, true, false},
                                                       {">", false, false, true},
                                                       {">=", false, true, true}}) {
    const std::string text = std::string("pte[1] ") + operation + " PTE_RO";
    EXPECT_EQ(holds(text, {0, 0, 0, 0}), below) << text;
    EXPECT_EQ(holds(text, {0, 0, 0, 1}), equal) << text;
    EXPECT_EQ(holds(text, {0, 0, 0, 2}), above) << text;
  }
}

TEST(Condition, AndBindsTighterThanOr) {
  const std::string text = "pte[0] == 1 && pte[1] == 1 || folio[0].dirty";
  EXPECT_TRUE(holds(text, {0, 1, 0, 0}));
  EXPECT_TRUE(holds(text, {0, 0, 1, 1}));
  EXPECT_FALSE(holds(text, {0, 0, 1, 0}));
}

std::string complaint(const std::string& condition) {
  try {
    holds(condition, {});
  } catch (const ConditionError& error) {
    return error.what();
  }
  return "";
}

TEST(Condition, SaysWhatThereIs) {
  EXPECT_EQ(
      complaint("folio[0].dirtied"),
      "no shared variable 'folio[0].dirtied' (there are: folio[0].locked, folio[0].dirty, pte[0], pte[1])");
  EXPECT_EQ(complaint("folios[0].dirty"), "no shared variable 'folios[0].dirty' (there are: folio[0].dirty)");
  EXPECT_EQ(complaint("pte[0] == RO"), "'RO' is no value of pte[0]; write PTE_NONE or another of its values");
  EXPECT_NE(complaint(""), "");
  EXPECT_NE(complaint("folio[0].dirty &&"), "");
}

}  // namespace
}  // namespace mc::trace
