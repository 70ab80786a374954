// SPDX-License-Identifier: Apache-2.0
// Which mc this is.
#pragma once

#include <string>

namespace mc::cli {

/// "0.1.0"
std::string version();

/// The program's name and version, then how it was built and with which libraries: what a bug report needs.
std::string version_text(const std::string& program);

}  // namespace mc::cli
