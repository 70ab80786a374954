// SPDX-License-Identifier: Apache-2.0
// Murphi export: a system for Rumur and other Murphi checkers: one rule a step, program counters as
// variables.
#pragma once

#include <string>

#include "ir/system.h"

namespace mc::exporter {

/// Rumur finds as many states as mc if the system holds, and an error if it does not: checks are assertions,
/// invariants are invariants, and with `--deadlock-detection stuck` so are deadlocks. Covers are left out,
/// leads-to properties too. A choice is a parameter of its rule: where a run does not come to it, the rule
/// fires once a value with the same result. Throws Unsupported.
std::string murphi(const ir::System& system);

}  // namespace mc::exporter
