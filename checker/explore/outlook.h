// SPDX-License-Identifier: Apache-2.0
// Cost estimate: what a search is going to cost in the end, as far as that can be told from how far it is.
#pragma once

#include <cstdint>
#include <optional>

#include "explore/options.h"

namespace mc::explore {

/// Ranges; a guess like the Forecast that they follow from, never a bound.
struct Outlook {
  std::uint64_t least_states = 0, most_states = 0;
  std::uint64_t least_bytes = 0, most_bytes = 0;  ///< of the visited set
  double least_seconds = 0, most_seconds = 0;     ///< from the beginning on
};

/// Nothing where the number of states cannot be told. Memory and time are those of now in proportion to the
/// states; as the table grows by a quarter at a time it may just have grown, or be about to. Never below
/// what the search has taken already.
std::optional<Outlook> outlook(const Progress& now);

}  // namespace mc::explore
