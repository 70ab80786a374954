// SPDX-License-Identifier: Apache-2.0
// Whether a naive search over the interpreter says of a model what its first comment says.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>

#include "support/model_case.h"
#include "support/reachable.h"

namespace mc::test {

inline std::set<std::string> names(const ir::System& system, const std::set<ir::PropertyId>& properties) {
  std::set<std::string> result;
  for (const ir::PropertyId id : properties) result.insert(system.properties[ir::index(id)].name);
  return result;
}

/// Names of covers that were not reached.
inline std::set<std::string> uncovered(const ir::System& system, const std::vector<bool>& covered) {
  std::set<std::string> result;
  for (std::size_t i = 0; i < system.properties.size(); ++i)
    if (system.properties[i].kind == ir::Property::Kind::cover && !covered[i])
      result.insert(system.properties[i].name);
  return result;
}

inline bool has_covers(const ir::System& system) {
  return std::ranges::any_of(system.properties,
                             [](const auto& p) { return p.kind == ir::Property::Kind::cover; });
}

/// `system` is the model's, with merged steps; `found` what is reachable in it. A number of states is
/// compared by the caller: that of engines is smaller than that of the interpreter, which remembers dead
/// variables.
inline void expect_verdict(const ModelCase& model, const ir::System& system, const Reachable& found) {
  ASSERT_TRUE(found.complete) << "too many states for a naive search";
  if (model.expect == ModelCase::Expect::holds) {
    EXPECT_EQ(names(system, found.violated()), std::set<std::string>{});
    EXPECT_TRUE(has_covers(system)) << "a pass would be vacuous";
    EXPECT_EQ(uncovered(system, found.covered), model.uncovered);
    return;
  }
  std::set<std::string> shortest;
  for (const auto& violation : found.violations)
    if (violation.depth == found.first_violation())
      shortest.insert(system.properties[ir::index(violation.property)].name);
  EXPECT_EQ(shortest, std::set<std::string>{model.text});
  if (model.length) {
    EXPECT_EQ(found.first_violation(), model.length);
  }
}

}  // namespace mc::test
