// SPDX-License-Identifier: Apache-2.0
// Random small systems: what every engine and every transform is tested on against the interpreter.
#pragma once

#include <cstdint>

#include "ir/system.h"

namespace mc::test {

/// A well-formed system, the same for the same arguments. It has global and frame variables, arrays with
/// dynamic subscripts, structs behind pointers, temporaries, choices, waits, assumptions, branches, loops,
/// atomic regions, checks, invariants, covers and resets; every store is in range or has a built-in check
/// before it. At most three copies of tasks run. `size`, from 0 to about 10, bounds the statements a task has
/// in each block.
ir::System random_system(std::uint64_t seed, unsigned size = 6);

}  // namespace mc::test
