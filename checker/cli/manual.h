// SPDX-License-Identifier: Apache-2.0
// The command line as manual pages, from the same source as --help.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

namespace mc::cli {

/// The page of `command`, or of the whole program if that is `program` itself, for man(1): `name` is what the
/// program is called where it is installed.
std::string man_page(const CLI::App& program, const CLI::App& command, const std::string& name);

}  // namespace mc::cli
