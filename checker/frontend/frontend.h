// SPDX-License-Identifier: Apache-2.0
// Reads models written in C into a System. Clang parses; this folder decides what the C means.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ir/family.h"
#include "ir/system.h"

namespace mc::frontend {

/// A model: C files that are read in the given order as one translation unit.
struct Input {
  std::vector<std::string> files;
  std::vector<std::string> include_directories;
  std::vector<std::string> defines;           ///< "NAME" or "NAME=VALUE"
  std::map<std::string, long long> settings;  ///< parameter name, in any case, to value
  std::string name;                           ///< of the model, for reports
  /// Weakly canonical paths of files, and the texts that are read in their place.
  std::vector<std::pair<std::string, std::string>> edited;
};

/// One complaint about the input. Line and column count from 1; 0 where there is no place to point at.
struct Error {
  std::string file;
  unsigned line = 0;
  unsigned column = 0;
  std::string message;   ///< what is wrong and what to write instead
  std::string rendered;  ///< the whole complaint with source line and caret, ending in a newline
};

/// A system, or at least one error; never both.
struct Loaded {
  std::optional<ir::System> system;
  std::vector<Error> errors;
};

Loaded load(const Input& input);

/// The MC_PARAMs of a model, without lowering its code; empty if it does not parse.
std::vector<ir::ModelParameter> parameters(const Input& input);

struct LoadedFamily {
  std::optional<ir::Family> family;
  std::vector<Error> errors;
};

/// A family, or at least one error that says what is not the same for every number; never both.
LoadedFamily family(const Input& input, const std::string& parameter);

}  // namespace mc::frontend
