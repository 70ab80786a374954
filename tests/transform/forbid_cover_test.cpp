// SPDX-License-Identifier: Apache-2.0
#include "transform/forbid_cover.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "support/random_system.h"
#include "support/reachable.h"
#include "transform/select_properties.h"

namespace mc::transform {
namespace {

using namespace ir;

RC_GTEST_PROP(ForbidCover, IsViolatedIfAndOnlyIfTheCoverIsReached, (std::uint64_t seed)) {
  System system = test::random_system(seed, 4);
  select_properties(system, {});
  const test::Reachable all = test::reachable(system, 500);
  RC_PRE(all.complete);
  unsigned covers = 0;
  for (std::uint32_t i = 0; i < system.properties.size(); ++i) {
    if (system.properties[i].kind != Property::Kind::cover) continue;
    ++covers;
    const System forbidding = forbid_cover(system, PropertyId{i});
    RC_ASSERT(forbidding.properties[i].kind != Property::Kind::cover);
    RC_ASSERT(test::reachable(forbidding, 500).violated().contains(PropertyId{i}) == all.covered[i]);
  }
  RC_CLASSIFY(covers > 0, "with covers");
}

}  // namespace
}  // namespace mc::transform
