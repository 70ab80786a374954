// SPDX-License-Identifier: Apache-2.0
#include "report/trace_splat.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "report/frame.h"
#include "report/table.h"
#include "report/trace_steps.h"

namespace mc::report {

namespace {

using Kind = ir::Property::Kind;

/// "mm/memory.c:do_wp_page" next to do_wp_page needs only the file.
std::string stands_for(const trace::Frame& frame) {
  const std::string end = ":" + frame.function;
  const std::string& name = frame.stands_for;
  return name.ends_with(end) ? name.substr(0, name.size() - end.size()) : name;
}

/// Whether the names of functions, files and places leave little room for the statements beside them.
bool narrow(const trace::CallPath& path, const Style& style) {
  constexpr std::size_t margins = 10, least = 20;
  std::size_t function = 0, file = 0, place = 0;
  for (const trace::Frame& frame : path) {
    function = std::max(function, columns(frame.function));
    file = std::max(file, columns(stands_for(frame)));
    place = std::max(place, columns(position(frame)));
  }
  return style.width != 0 && margins + function + file + least + place > style.width;
}

std::string call_trace(const trace::CallPath& path, const Style& style) {
  std::vector<Row> rows;
  const bool below = narrow(path, style);
  for (const trace::Frame& frame : path) {
    const Cell statement{frame.statement}, place{position(frame), Paint::faint};
    if (!below)
      rows.push_back({{frame.function, Paint::bold}, {stands_for(frame)}, statement, place});
    else if (const std::string file = stands_for(frame); file.empty())
      rows.push_back({{frame.function, Paint::bold}, {frame.statement, Paint::plain, {place}}});
    else
      rows.push_back({{frame.function, Paint::bold}, {file, Paint::plain, {statement, place}}});
  }
  return "Call Trace:\n" + table(rows, style, 4);
}

/// The property, the first sentence of what it says in words, and the values that break it.
std::string property_text(const trace::Trace& trace, const Style& style) {
  std::string line = trace.property;
  if (!trace.formula.empty() && trace.formula != trace.property) line += ": " + trace.formula;
  const std::string wrapped = paragraph(line, style);
  std::string out = painted(wrapped.substr(0, trace.property.size()), Paint::bold, style) +
                    wrapped.substr(trace.property.size());
  if (!trace.help.empty())
    out += paragraph(trace.help.substr(0, trace.help.find(". ")), style, 2, Paint::faint);
  std::vector<std::string> values;
  for (const auto& [name, value] : trace.values) values.push_back(fmt::format("{} = {}", name, brief(value)));
  if (!values.empty()) out += paragraph(fmt::format("with {}", fmt::join(values, ", ")), style, 2);
  if (!trace.needs.empty()) out += paragraph(needs_text(trace.needs), style, 2, Paint::faint);
  return out;
}

/// "mm/memory.c do_wp_page" in the kernel; "model.c:17 store" of a function that stands for none.
std::string place(const trace::Frame& frame, const std::string& task) {
  if (frame.stands_for.empty())
    return fmt::format("{} {}", position(frame), frame.function.empty() ? task : frame.function);
  const auto [file, function] = kernel_place(frame.stands_for, frame.function);
  return fmt::format("{} {}", file, function);
}

bool is_bug(const trace::Trace& trace) {
  return trace.kind == Kind::built_in || trace.property.starts_with("BUG_ON") ||
         trace.property.starts_with("VM_BUG_ON");
}

/// As the kernel begins: "WARNING: CPU: 0 PID: 7 at mm/memory.c:12 …", "kernel BUG at …".
std::string complaint(const trace::Trace& trace, const Style& style) {
  const std::string task = trace.steps.back().task;
  return paragraph(fmt::format("{}: task: {} step: {} at {}", is_bug(trace) ? "BUG" : "WARNING", task,
                               trace.steps.size(), place(trace.call_path.front(), task)),
                   style, 0, Paint::bad);
}

std::string blocked(const trace::Trace& trace, const Style& style) {
  std::string out;
  for (const trace::Waiting& waiting : trace.waiting)
    out += paragraph(fmt::format("INFO: task: {} blocked for ever", waiting.task), style, 0, Paint::bad) +
           call_trace(waiting.call_path, style);
  return out;
}

}  // namespace

std::string splat(const trace::Trace& trace, const Style& style) {
  std::string out = painted("------------[ cut here ]------------", Paint::faint, style) + "\n";
  if (trace.call_path.empty() || trace.kind == Kind::deadlock)
    out += property_text(trace, style) + blocked(trace, style);
  else
    out += complaint(trace, style) + property_text(trace, style) + call_trace(trace.call_path, style);
  return out + painted("---[ end trace ]---", Paint::faint, style) + "\n";
}

}  // namespace mc::report
