// SPDX-License-Identifier: Apache-2.0
// --checkpoint, --checkpoint-every, --resume: a long search that survives its end.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "explore/options.h"
#include "study/answer.h"

namespace mc::cli {

struct CheckpointOptions {
  std::string file, resume;
  std::optional<double> every_seconds;

  void add_to(CLI::App& app);
  /// Throws UsageError if the options make no sense, the file cannot be written, or the one to go on from not
  /// be read: to be called before anything takes long.
  void check() const;
  /// Of a search that `announcement` announces.
  explore::Checkpointing options(const study::Answer& announcement) const;
};

}  // namespace mc::cli
