// SPDX-License-Identifier: Apache-2.0
// A number that tells systems apart: what a file about one system says, so that it is not read for another.
#pragma once

#include <cstdint>

#include "ir/system.h"

namespace mc::ir {

/// Of everything that states, steps and verdicts depend on; names and texts for readers are left out, those
/// of properties excepted. It guards against mistakes, not against
/// forgery.
std::uint64_t digest(const System& system);

}  // namespace mc::ir
