// SPDX-License-Identifier: Apache-2.0
// Search by stubborn sets: breadth-first search that leaves out orders of steps which do not matter.
#pragma once

#include <vector>

#include "explore/search.h"
#include "ir/symmetry.h"

namespace mc::reduce {

/// As explore::breadth_first() with the same arguments, by stubborn sets (stubborn_generator.h): where all
/// holds, verdict, covers and valuations are the same, and there are fewer states and transitions. Levels and
/// depth are those of the reduced search.
///
/// Where something breaks, a shortest run may have been left out. Then all orders are searched, which ends
/// no deeper than the violation that is known: that Result is returned, and its run is a shortest one. It is
/// INCOMPLETE if that search ends early. Of a system with more copies than Independence knows, all orders are
/// searched.
///
/// Throws std::logic_error if no violation is found again.
explore::Result stubborn_search(const ir::System& system, const std::vector<ir::Symmetry>& symmetries,
                                const explore::GeneratorFactory& make_generator,
                                const explore::Options& options);

}  // namespace mc::reduce
