// SPDX-License-Identifier: Apache-2.0
// The command line as shell completion, from the same source as --help.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mc::cli {

/// To be sourced, or put where bash-completion looks: commands, their options, and after --model the variants
/// that `NAME models` lists.
std::string bash_completion(const CLI::App& program, const std::string& name);

/// The same for zsh, as a file _NAME in a directory of fpath.
std::string zsh_completion(const CLI::App& program, const std::string& name);

}  // namespace mc::cli
