// SPDX-License-Identifier: Apache-2.0
// Type narrowing: types no wider than what is ever stored.
#pragma once

#include "ir/system.h"

namespace mc::transform {

/// Shrinks the types of slots and places to the ranges that interval analysis finds (transform/ranges.h), and
/// puts constants where expressions have but one value; a slot that is never written takes no bits. Built-in
/// checks that cannot fail become jumps to the next instruction.
///
/// Sound because every value that can be read from a slot, in any reachable state, lies in its new type:
/// nothing that can happen is changed, only how little space is kept for it. (The initial value of a frame
/// slot that is written before it is read becomes the nearest of the new type.) Needs observations that are
/// separate.
void narrow(ir::System& system);

}  // namespace mc::transform
