// SPDX-License-Identifier: Apache-2.0
// Taking parts of a model's C away, before the frontend reads it. No file is changed.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "study/registry.h"

namespace mc::study {

struct Mutation {
  enum class How { alone, pair, exchanged };
  std::string
      change;  ///< "no unmap", "no unmap, no clean", "clean and unmap exchanged"; of an order: its name
  Part::Kind kind = Part::Kind::order;
  How how = How::alone;
  std::vector<std::pair<std::string, std::string>> edited;  ///< as frontend::Input has it
};

/// The part gone. Throws UsageError if a text to be removed does not stand in its function exactly once.
Mutation without(const Part& part);

/// Every two lines of the fix gone, and every two that stand in one function exchanged.
std::vector<Mutation> pairs(const std::vector<Part>& parts);

}  // namespace mc::study
