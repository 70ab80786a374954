// SPDX-License-Identifier: Apache-2.0
// Options that several subcommands share: which model, and how far to search.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "explore/options.h"
#include "study/question.h"
#include "transform/reductions.h"

namespace mc::cli {

/// --models: where models are looked up.
struct RegistryOptions {
  std::string directory;
  void add_to(CLI::App& app);
  study::Registry open() const { return study::Registry(directory); }
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
  /// What is asked of what, but for the properties and reductions. Throws UsageError for a setting that is no
  /// NAME=NUMBER.
  study::Question question() const;
};

/// --property.
struct PropertyOptions {
  std::vector<std::string> names;
  /// `what` says what the command does with a property: "Judge only this property".
  void add_to(CLI::App& app, const std::string& what);
};

/// --no-por, --no-slicing, --no-dead-variables, --no-symmetry: what a search leaves out unless told not to.
struct ReductionOptions {
  transform::Reductions reductions;
  void add_to(CLI::App& app);
};

/// What the three say together.
study::Question question_of(const SubjectOptions& subject, const PropertyOptions& properties,
                            const ReductionOptions& reductions);

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
