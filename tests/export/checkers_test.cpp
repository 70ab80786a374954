// SPDX-License-Identifier: Apache-2.0
// Other checkers find in exported systems what mc finds: the same verdict and the same number of states.
#include "checkers.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "export/arithmetic.h"
#include "support/model_case.h"
#include "support/model_input.h"
#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/optimise.h"

namespace mc::test {
namespace {

using Ask = Opinion (*)(const ir::System&);

void expect_same(const ir::System& system, const Reachable& found, const Opinion& opinion) {
  ASSERT_EQ(opinion.trouble, "");
  EXPECT_EQ(opinion.violated, !found.violations.empty());
  if (found.violations.empty()) {
    EXPECT_EQ(opinion.states, found.states.size());
    return;
  }
  const auto is_deadlock = [&](ir::PropertyId id) {
    return system.properties[ir::index(id)].kind == ir::Property::Kind::deadlock;
  };
  const auto violated = found.violated();
  const auto deadlocks = std::ranges::count_if(violated, is_deadlock);
  if (deadlocks == 0 || deadlocks == std::ssize(violated)) {
    EXPECT_EQ(opinion.deadlock, deadlocks > 0);
  }
}

/// But for those of --any, some of which are large.
std::vector<ModelCase> accepted() {
  std::vector<ModelCase> result;
  std::ranges::copy_if(
      all_model_cases(MC_SOURCE_DIR "/tests/models"), std::back_inserter(result),
      [](const ModelCase& model) { return model.expect != ModelCase::Expect::refused && model.any.empty(); });
  return result;
}

class Models : public testing::TestWithParam<ModelCase> {
 protected:
  void compare(Ask ask) {
    const frontend::Loaded loaded = frontend::load(input_of(GetParam()));
    ASSERT_TRUE(loaded.system) << loaded.errors.front().rendered;
    const ir::System system = transform::optimised(transform::merged(*loaded.system));
    try {
      const Opinion opinion = ask(system);
      if (opinion.missing) GTEST_SKIP() << "needs spin, rumur and cc";
      expect_same(system, reachable(system, 20000), opinion);
    } catch (const exporter::Unsupported& error) {
      // The models that are about 64-bit arithmetic.
      const std::set<std::string> known{"language_fixed_width", "checks_shift_width_3"};
      EXPECT_TRUE(known.contains(GetParam().name)) << error.what();
    }
  }
};

TEST_P(Models, Spin) {
  compare(ask_spin);
}
TEST_P(Models, Rumur) {
  compare(ask_rumur);
}

INSTANTIATE_TEST_SUITE_P(All, Models, testing::ValuesIn(accepted()),
                         [](const auto& test) { return test.param.name; });

/// Asks about `wanted` small systems. Many are needed until enough of them hold, and do not end at once.
void compare_random(Ask ask, std::uint64_t first, int wanted) {
  int holding = 0;
  for (std::uint64_t seed = first; wanted > 0; ++seed) {
    ASSERT_LT(seed, first + 2000) << "random systems are too alike";
    const ir::System system = random_system(seed);
    const Reachable found = reachable(system, 2000);
    if (!found.complete || found.states.size() < 10) continue;
    if (!found.violations.empty() && seed % 8 != 0) continue;
    try {
      const Opinion opinion = ask(system);
      if (opinion.missing) GTEST_SKIP() << "needs spin, rumur and cc";
      SCOPED_TRACE("random system " + std::to_string(seed));
      expect_same(system, found, opinion);
    } catch (const exporter::Unsupported&) {
      continue;
    }
    holding += found.violations.empty();
    --wanted;
  }
  EXPECT_GE(holding, 5);
}

TEST(RandomSystems, Spin) {
  compare_random(ask_spin, 0, 20);
}
TEST(RandomSystems, Rumur) {
  compare_random(ask_rumur, 10000, 12);
}

}  // namespace
}  // namespace mc::test
