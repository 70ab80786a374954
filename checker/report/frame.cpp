// SPDX-License-Identifier: Apache-2.0
#include "report/frame.h"

#include <fmt/format.h>

#include <filesystem>

namespace mc::report {

std::string brief(const std::string& value) {
  if (value == "true") return "1";
  if (value == "false") return "0";
  return value;
}

std::pair<std::string, std::string> split_slot(const std::string& slot) {
  const std::size_t dot = slot.rfind('.');
  if (dot == std::string::npos) return {"", slot};
  std::string object = slot.substr(0, dot);
  const std::size_t open = object.find('[');
  if (open != std::string::npos && object.find(']') == object.size() - 1)
    object = object.substr(0, open) + " " + object.substr(open + 1, object.size() - open - 2);
  return {object, slot.substr(dot + 1)};
}

std::pair<std::string, std::string> kernel_place(const std::string& stands_for, const std::string& function) {
  const std::size_t colon = stands_for.rfind(':');
  if (colon == std::string::npos || colon + 1 == stands_for.size())
    return {stands_for.substr(0, colon), function};
  return {stands_for.substr(0, colon), stands_for.substr(colon + 1)};
}

std::string shown_file(const std::string& file) {
  std::error_code failed;
  const std::filesystem::path below =
      std::filesystem::path(file).lexically_relative(std::filesystem::current_path(failed));
  const bool inside = !failed && !below.empty() && *below.begin() != "..";
  return inside ? below.string() : file;
}

std::string position(const trace::Frame& frame) {
  return frame.file.empty() ? "" : fmt::format("{}:{}", shown_file(frame.file), frame.line);
}

}  // namespace mc::report
