// A digest of a model.
#pragma once

#include <string>

#include "ir/system.h"

namespace mc::codegen {

/// SHA-256 (FIPS 180-4) of the system as text, its first 12 hexadecimal digits: changes with what a model
/// does and with its bounds, and with neither comments nor where its files are.
std::string digest(const ir::System& system);

}  // namespace mc::codegen
