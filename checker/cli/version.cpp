// SPDX-License-Identifier: Apache-2.0
#include "cli/version.h"

#include <fmt/format.h>

#include "codegen/version.h"
#include "smt/version.h"
#include "study/registry.h"

namespace mc::cli {

std::string version() {
  return MC_VERSION;
}

std::string version_text(const std::string& program) {
  const std::string commit = MC_COMMIT;
  return fmt::format(
      "{} {}, a model checker for the Linux page cache\n"
      "build      {}, {} {}{}\n"
      "libraries  LLVM {}, Z3 {}\n"
      "models     {}",
      program, version(), MC_BUILD, MC_COMPILER, __VERSION__, commit.empty() ? "" : ", commit " + commit,
      codegen::llvm_version(), smt::z3_version(), (study::share_directory() / "model").string());
}

}  // namespace mc::cli
