// SPDX-License-Identifier: Apache-2.0
// Promela export: a system for Spin: one proctype a task, program counters as control flow, one transition a
// step.
#pragma once

#include <string>

#include "ir/system.h"

namespace mc::exporter {

/// Spin, without statement merging and partial-order reduction, stores as many states as mc finds if the
/// system holds, and finds an error if it does not: checks and invariants are assertions, a deadlock is an
/// invalid end state. Covers are left out, leads-to properties too. Throws Unsupported.
std::string promela(const ir::System& system);

}  // namespace mc::exporter
