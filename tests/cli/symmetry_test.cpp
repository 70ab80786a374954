// SPDX-License-Identifier: Apache-2.0
// MC_SYMMETRIC as a user meets it: what is interchangeable, and what is told when it is not.
#include <gtest/gtest.h>

#include <regex>

#include "process.h"

namespace mc::cli {
namespace {

using test::Ended;

/// Walkers mark everybody, one a step. WALK is how they choose the next.
constexpr const char* walk = R"(#include <mc.h>
MC_PARAM(N, 3, 1, 4);
MC_SYMMETRIC(N);
static bool marked[N];
static bool *favourite;
MC_TASK(walker, N)
{
	bool seen[N] = {};
	favourite = &marked[self];
	*favourite = true;
	for (unsigned n = 0; n < N; n++)
		mc_atomic {
			unsigned i = NEXT;
			mc_assume(!seen[i]);
			seen[i] = true;
			marked[i] = true;
		}
}
MC_COVER(all)
{
	unsigned sum = 0;

	for (unsigned k = 0; k < N; k++)
		sum += marked[k];
	return sum == N;
}
#ifdef NAMED
MC_INVARIANT(named) { return !marked[NAMED]; }
#endif
)";

class SymmetryTest : public testing::Test {
 protected:
  void SetUp() override { directory.write("walk.c", walk); }
  Ended mc(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {MC_BINARY, "explore", "walk.c", "--quiet"});
    return test::run(arguments, {.directory = directory.path(), .output = {}, .environment = {}});
  }
  /// The first number in the output.
  static unsigned long states(const Ended& ended) {
    const std::string plain = std::regex_replace(ended.output, std::regex(","), "");
    const std::size_t at = plain.find_first_of("0123456789");
    return at == std::string::npos ? 0 : std::stoul(plain.substr(at));
  }
  static bool says(const Ended& ended, const std::string& text) {
    const std::string unbroken = std::regex_replace(ended.output, std::regex("\n    "), " ");
    return unbroken.find(text) != std::string::npos;
  }

  test::Directory directory;
};

TEST_F(SymmetryTest, any_order) {
  const Ended with = mc({"-DNEXT=mc_choose(N)"}), without = mc({"-DNEXT=mc_choose(N)", "--no-symmetry"});
  EXPECT_EQ(with.exit, 0) << with.errors;
  EXPECT_TRUE(says(with, "up to the order of N")) << with.output;
  EXPECT_FALSE(says(without, "up to the order")) << without.output;
  EXPECT_LT(states(with), states(without));
}

TEST_F(SymmetryTest, first_to_last_is_no_symmetry) {
  const Ended ended = mc({"-DNEXT=n"}), without = mc({"-DNEXT=n", "--no-symmetry"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(says(ended, "Searched without the symmetry of N: ")) << ended.output;
  EXPECT_TRUE(says(ended, "walk.c:16: \"marked[i] = true\" assigns what depends on which index"))
      << ended.output;
  EXPECT_EQ(states(ended), states(without));
}

TEST_F(SymmetryTest, a_property_of_one_of_them) {
  const Ended ended = mc({"-DNEXT=mc_choose(N)", "-DNAMED=1"});
  EXPECT_EQ(ended.exit, 1) << ended.errors;
  EXPECT_TRUE(says(ended, "\"named\" depends on which index is which")) << ended.output;
}

/// Judged without it, the others are as interchangeable as ever.
TEST_F(SymmetryTest, a_property_of_one_of_them_that_is_not_judged) {
  const Ended ended = mc({"-DNEXT=mc_choose(N)", "-DNAMED=1", "--property", "deadlock"});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_TRUE(says(ended, "up to the order of N")) << ended.output;
}

TEST_F(SymmetryTest, one_alone_needs_none) {
  directory.write("one.c",
                  "#include <mc.h>\nMC_PARAM(N, 1, 1, 4);\nMC_SYMMETRIC(N);\nstatic bool done[N];\n"
                  "MC_TASK(t, N) { done[self] = true; }\nMC_COVER(end) { return done[0]; }\n");
  const Ended ended = test::run({MC_BINARY, "explore", "one.c", "--quiet"},
                                {.directory = directory.path(), .output = {}, .environment = {}});
  EXPECT_EQ(ended.exit, 0) << ended.errors;
  EXPECT_EQ(ended.output.find("up to"), std::string::npos) << ended.output;
  EXPECT_EQ(ended.output.find("symmetry"), std::string::npos) << ended.output;
}

}  // namespace
}  // namespace mc::cli
