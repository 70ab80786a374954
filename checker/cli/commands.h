// SPDX-License-Identifier: Apache-2.0
// The subcommands, one file each. Each adds itself to the command line, and when chosen runs and says how it
// ended. Errors are thrown: UsageError, InternalError, trace::ReplayError.
#pragma once

#include <CLI/CLI.hpp>

#include "cli/exit.h"

namespace mc::cli {

void add_explore(CLI::App& app, Exit& exit);
void add_check(CLI::App& app, Exit& exit);
void add_prove(CLI::App& app, Exit& exit);
void add_compare(CLI::App& app, Exit& exit);
void add_necessity(CLI::App& app, Exit& exit);
void add_certify(CLI::App& app, Exit& exit);
void add_conform(CLI::App& app, Exit& exit);
void add_simulate(CLI::App& app, Exit& exit);
void add_graph(CLI::App& app, Exit& exit);
void add_export(CLI::App& app, Exit& exit);
void add_models(CLI::App& app, Exit& exit);
void add_properties(CLI::App& app, Exit& exit);
void add_manual(CLI::App& app, Exit& exit);
void add_completion(CLI::App& app, Exit& exit);

}  // namespace mc::cli
