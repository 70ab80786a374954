// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mc::smt {

/// "4.8.12", of the library that is linked.
std::string z3_version();

}  // namespace mc::smt
