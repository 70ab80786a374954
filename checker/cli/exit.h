// How a command ends: exit codes and the two errors that are no verdict.
#pragma once

#include <stdexcept>
#include <string>

#include "explore/search.h"

namespace mc::cli {

enum class Exit : int {
  holds = 0,  ///< also: done, where there is nothing to judge
  violated = 1,
  incomplete = 2,
  usage = 64,  ///< what the user asked for, or where it is to be written
  internal = 70,
};

inline Exit exit_of(explore::Verdict verdict) {
  switch (verdict) {
    case explore::Verdict::holds: return Exit::holds;
    case explore::Verdict::violated: return Exit::violated;
    case explore::Verdict::incomplete: break;
  }
  return Exit::incomplete;
}

/// The message says what is wrong and what to write instead. A message of several lines (a compiler's, with
/// carets) ends in a newline and is printed as it is.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Two parts of the checker disagree.
struct InternalError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace mc::cli
