// mc prove --any NAME: a proof for any number of processes, or whatever a parameter counts.
#pragma once

#include <string>
#include <vector>

#include "cli/exit.h"
#include "cli/options.h"
#include "transform/reductions.h"

namespace mc::cli {

struct AnyRequest {
  Subject subject;
  std::vector<std::string> properties;  ///< empty: all
  transform::Reductions reductions;
  std::string parameter;    ///< its name, in any case
  double seconds = 0;       ///< 0: no limit
  std::string certificate;  ///< file to write; empty: none
  bool quiet = false;
};

/// Explores small numbers one after the other, then closes views of them (any/views.h), with more and more at
/// a time, until what is left is a proof for all larger numbers; Z3 checks its invariant. Prints what it
/// finds. Throws UsageError if the model has no such parameter.
Exit prove_any(const AnyRequest& request);

}  // namespace mc::cli
