// SPDX-License-Identifier: Apache-2.0
#include "cli/checkpoint_options.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "base/output_file.h"
#include "cli/exit.h"

namespace mc::cli {
namespace {

namespace fs = std::filesystem;

/// "ext4-writeback patched with PROCESSES=2, judging no_dirty_warn"
std::string subject_of(const study::Answer& run) {
  std::string text = run.model;
  if (!run.variant.empty()) text += " " + run.variant;
  const char* before = " with ";
  for (const ir::ModelParameter& parameter : run.parameters) {
    text += fmt::format("{}{}={}", before, parameter.name, parameter.value);
    before = " ";
  }
  before = ", judging ";
  for (const ir::Property& property : run.properties) {
    if (property.kind == ir::Property::Kind::built_in) continue;
    text += before + property.name;
    before = " ";
  }
  return text;
}

}  // namespace

void CheckpointOptions::add_to(CLI::App& app) {
  const std::map<std::string, double> seconds{{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}, {"d", 86400}};
  app.add_option("--checkpoint", file,
                 "Save the search to FILE now and then, and when it ends early: at a limit, or by\n"
                 "Ctrl-C or SIGTERM. The old file stays until the new one is complete")
      ->type_name("FILE");
  app.add_option("--checkpoint-every", every_seconds, "How often: 90s, 10m (the default), 2h")
      ->transform(CLI::AsNumberWithUnit(seconds).description(""))
      ->check(CLI::Range(0.0, 1e9).description(""))
      ->type_name("TIME");
  app.add_option("--resume", resume,
                 "Go on from FILE, which --checkpoint wrote; all that says what is searched has to be\n"
                 "given again, limits and --threads may differ")
      ->type_name("FILE");
}

void CheckpointOptions::check() const {
  std::error_code error;
  if (every_seconds && file.empty())
    throw UsageError("--checkpoint-every: name the file with --checkpoint FILE");
  if (!resume.empty() && fs::is_directory(resume, error))
    throw UsageError(
        fmt::format("--resume {}: is a directory; name the file that --checkpoint wrote", resume));
  if (!resume.empty() && ::access(resume.c_str(), R_OK) != 0)
    throw UsageError(
        fmt::format("--resume {}: {}; name the file that --checkpoint wrote", resume, std::strerror(errno)));
  if (file.empty()) return;
  base::check_writable(file);
  if (fs::exists(file, error) && !fs::is_regular_file(file, error))
    throw UsageError(fmt::format("--checkpoint {}: is no regular file; name one", file));
}

explore::Checkpointing CheckpointOptions::options(const study::Answer& announcement) const {
  explore::Checkpointing checkpoint{.file = file, .resume = resume, .subject = subject_of(announcement)};
  if (every_seconds) checkpoint.every_seconds = *every_seconds;
  return checkpoint;
}

}  // namespace mc::cli
