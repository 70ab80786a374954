// SPDX-License-Identifier: Apache-2.0
#include "report/style.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace mc::report {

namespace {

constexpr unsigned default_width = 140, least_width = 60;

std::string_view escape(Paint paint) {
  switch (paint) {
    case Paint::plain: return "";
    case Paint::bold: return "\x1b[1m";
    case Paint::faint: return "\x1b[2m";
    case Paint::good: return "\x1b[1;32m";
    case Paint::bad: return "\x1b[1;31m";
    case Paint::doubtful: return "\x1b[1;33m";
    case Paint::change: return "\x1b[36m";
  }
  return "";
}

/// What the environment's COLUMNS asks for where there is no terminal.
unsigned width_without_terminal() {
  const char* columns = std::getenv("COLUMNS");
  const int wanted = columns == nullptr ? 0 : std::atoi(columns);
  return wanted > 0 ? std::max<unsigned>(static_cast<unsigned>(wanted), least_width) : default_width;
}

}  // namespace

Style style_of(int fd) {
  if (isatty(fd) == 0) return {.width = width_without_terminal()};
  const char* no_color = std::getenv("NO_COLOR");
  winsize size{};
  const bool known = ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return {.width = known ? std::max<unsigned>(size.ws_col, least_width) : default_width,
          .colour = no_color == nullptr || *no_color == '\0'};
}

std::string painted(std::string_view text, Paint paint, const Style& style) {
  if (!style.colour || paint == Paint::plain || text.empty()) return std::string(text);
  return std::string(escape(paint)) + std::string(text) + "\x1b[0m";
}

}  // namespace mc::report
