// SPDX-License-Identifier: Apache-2.0
// A run of merged steps as the statements it consists of.
#pragma once

#include <cstddef>
#include <vector>

#include "ir/interpreter.h"
#include "ir/system.h"

namespace mc::trace {

/// A step of the statement-grained system, and the merged step that it is a part of.
struct Part {
  ir::Move move;
  std::size_t step = 0;  ///< counts from 0
};

/// The `moves` of `merged` as moves of `fine`, the same system as the frontend built it: transforms move the
/// marks where steps start and nothing else. A choice that was put off (transform/delay_choices.h) is made
/// where it stands, with the value it will have. Throws ReplayError if the two do not execute the same
/// instructions.
std::vector<Part> refine(const ir::System& merged, const ir::System& fine,
                         const std::vector<ir::Move>& moves);

}  // namespace mc::trace
