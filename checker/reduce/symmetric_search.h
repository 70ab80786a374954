// SPDX-License-Identifier: Apache-2.0
// Search with symmetry reduction: breadth-first search over states up to symmetry.
#pragma once

#include <vector>

#include "explore/search.h"
#include "ir/symmetry.h"

namespace mc::reduce {

/// As breadth_first, with one state for all that `symmetries` exchange for one another, which make each
/// other's images; counts are of those. The violation is told in the user's own indices: a run of `system`
/// itself.
///
/// Sound because an exchange is an automorphism: a shortest run to a violation exists from a state if and
/// only if one of the same length exists from each of its images, to a violation of the same property.
explore::Result symmetric_search(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                                 const explore::GeneratorFactory& make_generator,
                                 const explore::Options& options);

}  // namespace mc::reduce
