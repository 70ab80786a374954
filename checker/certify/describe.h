// SPDX-License-Identifier: Apache-2.0
// Flaw report: a flaw in the names of the model.
#pragma once

#include <string>

#include "certify/closure.h"

namespace mc::certify {

/// What is wrong, in a line; then, where the flaw has one, the state as far as it differs from the initial
/// one, and the step that leads out of the set or fails. Every line ends in a newline.
std::string describe(const ir::System& system, const Flaw& flaw);

}  // namespace mc::certify
