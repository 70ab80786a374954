// SPDX-License-Identifier: Apache-2.0
// What a proof is about, as arguments of a command line: in a certificate they say what to compare it with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"

namespace mc::cli {

struct ProofSubject {
  SubjectOptions subject;
  ReductionOptions reductions;
  PropertyOptions properties;
  std::string any;  ///< the parameter of a proof for any number; else empty
  unsigned views =
      0;  ///< of such a proof: how many are looked at together (k of parameterized/views.h). No option

  void add_to(CLI::App& command);

  /// A line that parse() reads again.
  std::string line() const;
  /// What `text` has in such a line; nothing if there is none. Throws UsageError for one that is damaged.
  static std::optional<ProofSubject> parse(std::string_view text);
};

}  // namespace mc::cli
