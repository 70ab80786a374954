// SPDX-License-Identifier: Apache-2.0
#include "base/names.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace mc::base {
namespace {

/// The definition, without a table.
std::size_t by_definition(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const std::size_t replaced =
      by_definition(a.substr(1), b.substr(1)) + static_cast<std::size_t>(a[0] != b[0]);
  return std::min({replaced, by_definition(a.substr(1), b) + 1, by_definition(a, b.substr(1)) + 1});
}

std::string short_word() {
  return *rc::gen::resize(6, rc::gen::container<std::string>(rc::gen::inRange('a', 'd')));
}

RC_GTEST_PROP(EditDistance, is_what_the_definition_says, ()) {
  const std::string a = short_word(), b = short_word();
  RC_ASSERT(edit_distance(a, b) == by_definition(a, b));
}

TEST(Nearest, finds_a_slip_of_the_hand) {
  EXPECT_EQ(nearest("unpachted", {"patched", "unpatched", "recheck"}), "unpatched");
  EXPECT_EQ(nearest("patchd", {"patched", "unpatched"}), "patched");
}

TEST(Nearest, does_not_guess_wildly) {
  EXPECT_EQ(nearest("zebra", {"patched", "unpatched"}), "");
  EXPECT_EQ(nearest("x", {}), "");
}

TEST(Unknown, says_what_is_known) {
  EXPECT_EQ(unknown("variant", "patchd", {"patched", "recheck"}),
            "unknown variant 'patchd'; did you mean 'patched'? (known: patched, recheck)");
  EXPECT_EQ(unknown("variant", "zebra", {"patched"}), "unknown variant 'zebra'; (known: patched)");
  EXPECT_EQ(unknown("variant", "zebra", {}), "unknown variant 'zebra'; (known: none)");
}

}  // namespace
}  // namespace mc::base
