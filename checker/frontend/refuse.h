// SPDX-License-Identifier: Apache-2.0
// How the frontend says no: an exception with a place and a remedy, caught once in load().
#pragma once

#include <clang/Basic/SourceLocation.h>

#include <stdexcept>
#include <string>

namespace mc::frontend {

struct Refused : std::runtime_error {
  Refused(clang::SourceLocation where, const std::string& message)
      : std::runtime_error(message), location(where) {}
  clang::SourceLocation location;
};

[[noreturn]] inline void refuse(clang::SourceLocation where, const std::string& message) {
  throw Refused(where, message);
}

}  // namespace mc::frontend
