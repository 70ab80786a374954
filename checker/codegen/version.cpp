// SPDX-License-Identifier: Apache-2.0
#include "codegen/version.h"

#include <llvm/Config/llvm-config.h>

namespace mc::codegen {

std::string llvm_version() {
  return LLVM_VERSION_STRING;
}

}  // namespace mc::codegen
