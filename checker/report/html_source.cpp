// SPDX-License-Identifier: Apache-2.0
#include "report/html_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "report/frame.h"
#include "report/html_text.h"

namespace mc::report {

void HtmlSources::add(const trace::Trace& trace) {
  for (const trace::Step& step : trace.steps) add(step.call_path);
  for (const trace::Waiting& waiting : trace.waiting) add(waiting.call_path);
}

void HtmlSources::add(const trace::CallPath& path) {
  for (const trace::Frame& frame : path)
    if (!frame.file.empty()) files_.insert(frame.file);
}

void HtmlSources::add(const study::Coverage& coverage) {
  for (const auto& [file, ignored] : coverage) files_.insert(file);
}

std::string HtmlSources::anchor(const std::string& file, unsigned line) const {
  const auto found = files_.find(file);
  return found == files_.end() ? "" : fmt::format("f{}-{}", std::distance(files_.begin(), found), line);
}

std::string HtmlSources::file_text(const std::string& file, const std::map<unsigned, bool>& executed) const {
  std::ifstream stream(file);
  if (!stream) return fmt::format("<p>{} cannot be read.</p>\n", escaped(shown_file(file)));
  const auto never = std::ranges::count(executed, false, [](const auto& line) { return line.second; });
  std::string out =
      fmt::format("<details class=\"source\"><summary>{}{}</summary>\n<ol>", escaped(shown_file(file)),
                  never == 0 ? ""
                             : fmt::format(" <span class=\"doubt\">{} of {} lines with "
                                           "statements never executed</span>",
                                           never, executed.size()));
  unsigned number = 0;
  for (std::string line; std::getline(stream, line);) {
    const auto known = executed.find(++number);
    const bool dead = known != executed.end() && !known->second;
    out += fmt::format("<li id=\"{}\"{}>{}</li>", anchor(file, number),
                       dead ? " class=\"never\" title=\"never executed\"" : "", escaped(line));
  }
  return out + "</ol></details>\n";
}

std::string HtmlSources::text(const study::Coverage& coverage) const {
  if (files_.empty()) return "";
  std::string out = "<section id=\"sources\">\n<h2>Model source</h2>\n";
  for (const std::string& file : files_) {
    const auto found = coverage.find(file);
    out += file_text(file, found == coverage.end() ? std::map<unsigned, bool>{} : found->second);
  }
  return out + "</section>\n";
}

}  // namespace mc::report
