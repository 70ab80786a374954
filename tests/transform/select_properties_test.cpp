// SPDX-License-Identifier: Apache-2.0
#include "transform/select_properties.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "ir/validate.h"
#include "support/lockstep.h"
#include "support/random_system.h"
#include "support/reachable.h"

namespace mc::transform {

namespace {

using ir::Property;
using ir::PropertyId;
using ir::System;

std::set<PropertyId> properties(const System& system, std::initializer_list<Property::Kind> kinds) {
  std::set<PropertyId> result;
  for (std::size_t i = 0; i < system.properties.size(); ++i)
    if (std::ranges::find(kinds, system.properties[i].kind) != kinds.end())
      result.insert(static_cast<PropertyId>(i));
  return result;
}

RC_GTEST_PROP(SelectProperties, AllChangesNothing, (std::uint64_t seed)) {
  const System before = test::random_system(seed);
  System after = before;
  select_properties(after, properties(before, {Property::Kind::check, Property::Kind::invariant}));
  RC_ASSERT(after.invariants == before.invariants);
  RC_ASSERT(!test::run_in_lockstep(before, after).difference);
}

RC_GTEST_PROP(SelectProperties, NoneLeavesWhatIsBuiltIn, (std::uint64_t seed)) {
  const System before = test::random_system(seed);
  System after = before;
  select_properties(after, {});
  RC_ASSERT(ir::validate(after).empty());
  const test::Reachable all = test::reachable(before, 2000), some = test::reachable(after, 2000);
  if (!some.complete) return;
  const auto left = some.violated(),
             kept = properties(before, {Property::Kind::built_in, Property::Kind::deadlock});
  RC_ASSERT(std::ranges::includes(kept, left));
  RC_ASSERT(std::ranges::includes(some.states, all.states));
  for (const auto& violation : all.violations)
    RC_ASSERT(!kept.contains(violation.property) || left.contains(violation.property));
}

/// With one property selected, it breaks if it did before, and no later.
RC_GTEST_PROP(SelectProperties, OneBreaksAsBefore, (std::uint64_t seed)) {
  const System before = test::random_system(seed);
  const test::Reachable all = test::reachable(before, 2000);
  for (const auto& violation : all.violations) {
    System after = before;
    select_properties(after, {violation.property});
    const test::Reachable one = test::reachable(after, 4000);
    const auto same =
        std::ranges::find(one.violations, violation.property, &test::Reachable::Violation::property);
    if (!one.complete || !all.complete) continue;
    RC_ASSERT(same != one.violations.end());
    RC_ASSERT(same->depth <= violation.depth);
  }
}

}  // namespace

}  // namespace mc::transform
