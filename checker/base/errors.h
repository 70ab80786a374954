// SPDX-License-Identifier: Apache-2.0
// The two errors that are no verdict: what the user got wrong, and what the checker did.
#pragma once

#include <stdexcept>

namespace mc {

/// The message says what is wrong and what to write instead. A message of several lines (a compiler's, with
/// carets) ends in a newline and is printed as it is.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Two parts of the checker disagree.
struct InternalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace mc
