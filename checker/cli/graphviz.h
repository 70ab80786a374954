// SPDX-License-Identifier: Apache-2.0
// Graphviz, where it is installed.
#pragma once

#include <string>

namespace mc::cli {

/// Whether its `dot` is found in PATH.
bool graphviz_installed();

/// What `dot -Tsvg` makes of a graph. Throws UsageError with what to do if it is not installed, and
/// InternalError if it fails.
std::string svg(const std::string& dot);

}  // namespace mc::cli
