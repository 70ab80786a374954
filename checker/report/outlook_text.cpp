// SPDX-License-Identifier: Apache-2.0
#include "report/outlook_text.h"

#include <fmt/format.h>

#include "base/number.h"

namespace mc::report {

namespace {

/// "a to b", or one of them where they read the same.
std::string range(const std::string& least, const std::string& most) {
  return least == most ? least : least + " to " + most;
}

}  // namespace

std::string rough(std::uint64_t number) {
  auto value = static_cast<double>(number);
  const char* unit = "";
  for (const char* larger : {"k", "M", "G", "T", "P", "E"}) {
    if (value < 999.5) break;
    value /= 1000;
    unit = larger;
  }
  return value < 9.95 && *unit != '\0' ? fmt::format("{:.1f}{}", value, unit)
                                       : fmt::format("{:.0f}{}", value, unit);
}

std::string text(const explore::Outlook& outlook) {
  return fmt::format("{} states, {}, {}", range(rough(outlook.least_states), rough(outlook.most_states)),
                     range(base::bytes(outlook.least_bytes), base::bytes(outlook.most_bytes)),
                     range(base::duration(outlook.least_seconds), base::duration(outlook.most_seconds)));
}

}  // namespace mc::report
