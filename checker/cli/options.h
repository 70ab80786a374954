// SPDX-License-Identifier: Apache-2.0
// Options that several subcommands share: which model, and how far to search.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/registry.h"
#include "explore/search.h"
#include "frontend/frontend.h"
#include "transform/reductions.h"

namespace mc::cli {

/// What is checked: a C program and the names it goes by.
struct Subject {
  frontend::Input input;
  std::string model;
  std::string variant;  ///< empty for a user's own files
  std::string commit;
  std::vector<std::string> judge;  ///< properties to judge if the user names none; empty: all
};

Subject subject_of(const Selection& selection);

/// --models: where models are looked up.
struct RegistryOptions {
  std::string directory;
  void add_to(CLI::App& app);
  Registry open() const { return Registry(directory); }
};

/// FILE..., --model, -D, -I, --set and its shortcuts.
struct SubjectOptions {
  std::vector<std::string> files;
  std::string name;
  RegistryOptions registry;
  std::vector<std::string> defines, include_directories, settings;
  std::optional<long long> processes, folios;

  void add_to(CLI::App& app);
  /// All of it but FILE... and --model.
  void add_bounds_to(CLI::App& app);
  /// Throws UsageError for an unknown model, a missing file or a setting that is no NAME=NUMBER.
  Subject subject() const;

 private:
  Subject chosen() const;
};

/// --property.
struct PropertyOptions {
  std::vector<std::string> names;
  /// `what` says what the command does with a property: "Judge only this property".
  void add_to(CLI::App& app, const std::string& what);
  /// What the user named, else what the model is about. Empty: everything.
  std::vector<std::string> judged(const Subject& subject) const;
};

/// --no-por, --no-slicing, --no-dead-variables, --no-symmetry: what a search leaves out unless told not to.
struct ReductionOptions {
  transform::Reductions reductions;
  void add_to(CLI::App& app);
};

/// --limit-time: "30s", "5m", "2h"; --limit-memory: "500M", "2G"; and --threads.
void add_time_limit(CLI::App& app, double& seconds);
void add_memory_limit(CLI::App& app, std::uint64_t& bytes);
void add_threads(CLI::App& app, unsigned& threads);

/// --limit-states, --limit-time, --limit-memory, --threads.
struct SearchOptions {
  explore::Limits limits;
  unsigned threads = 0;
  void add_to(CLI::App& app);
  /// Without --limit-memory: nine tenths of what the machine has free, so that a search ends INCOMPLETE
  /// rather than killed.
  explore::Options options() const;
};

/// Bytes that a process may still take: what Linux says is available, or the control group's rest if less.
/// 0 if unknown.
std::uint64_t available_memory();

}  // namespace mc::cli
