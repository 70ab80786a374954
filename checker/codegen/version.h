// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mc::codegen {

/// "19.1.7"
std::string llvm_version();

}  // namespace mc::codegen
