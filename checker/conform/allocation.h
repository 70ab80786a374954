// SPDX-License-Identifier: Apache-2.0
// Allocation failures: how the allocation of blocks fails on an image: an object, or one of a few sentences
// about it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "conform/recording.h"

namespace mc::conform {

struct Allocation {
  std::string fails = "NEVER";  ///< NEVER, ALWAYS, AT `offset`, or FIRST: for the first delayed blocks
  long long offset = 0;         ///< of the failing page, in bytes
  /// Errno. If it never fails: what it fails with from then on when the block bitmap becomes unreadable.
  long long error = 0;
  bool takes_free_space = false;   ///< the first failure leaves no free space: ext4_nonda_switch() becomes 1
  bool transient = false;          ///< after an ftruncate the next attempt succeeds
  std::vector<std::string> files;  ///< it says something about these only; empty: about all
};

/// The allocation of another image, for "as NAME". Throws if there is none of this name.
using AllocationOf = std::function<Allocation(const std::string& image)>;

/// Reads an object with the keys of Allocation, or a sentence (model/RECORDINGS.md lists them). Throws
/// std::invalid_argument with what is not understood.
Allocation read_allocation(const Json& description, long long page_size, const AllocationOf& other);

/// The arguments of the call ALLOCATION.
Json members(const Allocation& allocation);

}  // namespace mc::conform
