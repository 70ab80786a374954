// SPDX-License-Identifier: Apache-2.0
#include "export/comment.h"

#include <fmt/format.h>

namespace mc::exporter {

using namespace ir;

std::string comment(const std::string& text) {
  std::string result;
  for (const char c : text) {
    const bool ends = c == '/' && result.ends_with('*');
    if (ends) result += ' ';
    result += c == '\n' ? ' ' : c;
  }
  return result;
}

std::string statement(const System& system, const Task& task,
                      const std::vector<std::uint32_t>& instructions) {
  for (std::uint32_t position : instructions) {
    const SourceId id = task.code[position].source;
    if (id == SourceId::none) continue;
    const Source& source = system.sources[index(id)];
    const std::string function =
        source.call == CallId::none ? "" : system.calls[index(source.call)].function + ": ";
    return comment(fmt::format("{}:{} {}{}", source.file, source.line, function, source.text));
  }
  return "";
}

}  // namespace mc::exporter
