// SPDX-License-Identifier: Apache-2.0
#include "cli/progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "base/number.h"
#include "report/outlook_text.h"
#include "report/style.h"

namespace mc::cli {

namespace {

/// What it is going to come to; empty for short runs, and where nothing can be said.
std::string forecast_text(const explore::Progress& now) {
  const auto outlook = explore::outlook(now);
  if (!outlook || now.seconds < 5) return {};
  return "  in the end perhaps " + report::text(*outlook);
}

}  // namespace

ProgressLine::ProgressLine(bool wanted) : shown_(wanted && isatty(STDERR_FILENO)) {}

void ProgressLine::show(const std::string& text) {
  if (!shown_) return;
  const unsigned width = report::style_of(STDERR_FILENO).width;
  fmt::print(stderr, "\r\033[K{}", width > 1 ? text.substr(0, width - 1) : text);
  std::fflush(stderr);
}

void ProgressLine::show(const explore::Progress& now) {
  if (!shown_) return;
  const double passed = now.seconds - last_.seconds;
  if (passed >= 1 || rate_ == 0) {
    rate_ = passed > 0 ? static_cast<double>(now.states - last_.states) / passed : 0;
    last_ = now;
  }
  show(fmt::format("{} states  {}/s  depth {}  frontier {}  {}  {}", base::thousands(now.states),
                   base::thousands(static_cast<std::uint64_t>(rate_)), base::thousands(now.depth),
                   base::thousands(now.frontier), base::bytes(now.memory_bytes),
                   base::duration(now.seconds)) +
       forecast_text(now));
}

void ProgressLine::clear() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
}

}  // namespace mc::cli
