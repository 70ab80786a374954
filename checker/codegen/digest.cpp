#include "codegen/digest.h"

#include <fmt/format.h>
#include <llvm/ADT/StringRef.h>
#include <llvm/Support/SHA256.h>

#include "ir/print.h"

namespace mc::codegen {

std::string digest(const ir::System& system) {
  constexpr std::size_t shown = 6;
  llvm::SHA256 hash;
  hash.update(llvm::StringRef(ir::to_string(system)));
  const auto bytes = hash.final();
  std::string out;
  for (std::size_t i = 0; i < shown; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

}  // namespace mc::codegen
