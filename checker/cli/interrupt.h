// SPDX-License-Identifier: Apache-2.0
// Ctrl-C: the first asks the search to end with what it has, the second ends the process at once.
#pragma once

#include <atomic>

namespace mc::cli {

/// Installs the handler for SIGINT and SIGTERM; the flag becomes true with the first of them.
const std::atomic<bool>* watch_interrupts();

}  // namespace mc::cli
